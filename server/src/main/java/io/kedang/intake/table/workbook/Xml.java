package io.kedang.intake.table.workbook;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;

import io.kedang.intake.table.row.TableProblem;
import io.kedang.kernel.Refusal;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// XML from anybody, read as a stream: a document type is refused (so there are no entities and
/// nothing is fetched), and so is whatever would make the parser itself collect much: very long
/// names, values and comments, very deep nesting, very many different names.
final class Xml implements AutoCloseable {
    private static final int ONE_EVENT = 4 << 20;
    private static final int DEPTH = 256;
    private static final int NAMES = 10_000;

    private static final XMLInputFactory FACTORY = factory();

    private final Metered in;
    private final XMLStreamReader xml;
    private final Set<String> names = new HashSet<>();
    private int depth;

    Xml(InputStream raw) throws IOException {
        this.in = new Metered(raw);
        try {
            this.xml = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            raw.close();
            throw refusal(e);
        }
    }

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    private static Refusal refusal(Exception e) {
        return e.getCause() instanceof Refusal refusal
                ? refusal
                : new Refusal(TableProblem.CORRUPT);
    }

    /// The next event as in [XMLStreamConstants]; END_DOCUMENT stays the last one.
    int next() {
        in.budget = ONE_EVENT;
        try {
            if (!xml.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                start();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.DTD
                    || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Refusal(TableProblem.DOCUMENT_TYPE);
            }
            return event;
        } catch (XMLStreamException
                | UncheckedStreamException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    private void start() {
        names.add(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
        }
        if (++depth > DEPTH || names.size() > NAMES) {
            throw new Refusal(TableProblem.CORRUPT);
        }
    }

    /// Goes to the next element; false at the end of the document.
    boolean nextElement() {
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    int depth() {
        return depth;
    }

    String name() {
        return xml.getLocalName();
    }

    boolean is(String name) {
        return xml.getLocalName().equals(name);
    }

    /// Value of the attribute with this local name in any namespace.
    @Nullable String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /// Whether an attribute with this local name, in whatever namespace, has this value.
    boolean hasAttribute(String name, String value) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)
                    && xml.getAttributeValue(i).equals(value)) {
                return true;
            }
        }
        return false;
    }

    String attribute(String name, String otherwise) {
        var value = attribute(name);
        return value == null ? otherwise : value;
    }

    /// Value of an attribute that a sound file has.
    String required(String name) {
        var value = attribute(name);
        if (value == null) {
            throw new Refusal(TableProblem.CORRUPT);
        }
        return value;
    }

    int number(String name, int otherwise) {
        var value = attribute(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(TableProblem.CORRUPT);
        }
    }

    String text() {
        try {
            return xml.getText();
        } catch (UncheckedStreamException | IndexOutOfBoundsException e) {
            throw refusal(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Ends a parser that reads on and on without an event.
    private static final class Metered extends FilterInputStream {
        private int budget;

        Metered(InputStream in) {
            super(in);
            budget = ONE_EVENT;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            budget -= Math.max(0, n);
            if (budget < 0) {
                throw new Refusal(TableProblem.UNPACKS_TOO_LARGE);
            }
            return n;
        }
    }
}
