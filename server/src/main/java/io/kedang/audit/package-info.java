@org.jspecify.annotations.NullMarked
package io.kedang.audit;
