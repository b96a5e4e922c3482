import type { BrowserContext } from '@playwright/test';

/** What came of the texts in a browser. */
export interface Findings {
  /** Payloads that have run. */
  ran: string[];
  /** Elements in the page that only a text can have brought. */
  smuggled: string[];
  /** What the browser has refused by the content security policy. */
  violations: string[];
}

/**
 * Watches all pages of a context. An element that came from a text is found when it enters the page, also when nobody
 * touches it and it never runs.
 */
export async function watchFor(context: BrowserContext): Promise<Findings> {
  const findings: Findings = { ran: [], smuggled: [], violations: [] };
  await context.exposeFunction('ran', (id: unknown) => void findings.ran.push(String(id)));
  await context.exposeFunction('kedangSmuggled', (html: string) => void findings.smuggled.push(html));
  await context.exposeFunction('kedangViolated', (what: string) => void findings.violations.push(what));
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') findings.ran.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  await context.addInitScript(() => {
    const outside = window as unknown as Record<'kedangSmuggled' | 'kedangViolated', (text: string) => void>;
    const runs = /\\u0072an|ran\b/;
    const address = /^(href|src|xlink:href|action|formaction|data|content)$/i;
    const script = /^\W*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|^data:text\/(html|javascript)|url=javascript:/i;
    const isSmuggled = (element: Element) =>
      element.localName.includes('<') ||
      (/^(script|style)$/i.test(element.localName) && runs.test(element.textContent ?? '')) ||
      [...element.attributes].some(
        ({ name, value }) => (/^on|^@|^v-|^srcdoc$/.test(name) && runs.test(value)) || (address.test(name) && script.test(value)),
      );
    const look = (root: Element) => {
      for (const element of [root, ...root.querySelectorAll('*')]) {
        if (element instanceof HTMLTemplateElement) [...element.content.children].forEach(look);
        if (isSmuggled(element)) outside.kedangSmuggled(`${location.pathname}: ${element.outerHTML.slice(0, 300)}`);
      }
    };
    new MutationObserver((records) => {
      for (const record of records) {
        if (record.type === 'attributes') look(record.target as Element);
        for (const node of record.addedNodes) if (node instanceof Element) look(node);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
    document.addEventListener('securitypolicyviolation', (event) =>
      outside.kedangViolated(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  return findings;
}
