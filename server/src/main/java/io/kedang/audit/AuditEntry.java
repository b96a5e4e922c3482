package io.kedang.audit;
import org.jspecify.annotations.Nullable;
import java.util.*;
public record AuditEntry(AuditAction action, String kind, @Nullable UUID id) {
  public static AuditEntry of(AuditAction a, String k, @Nullable UUID id) { return new AuditEntry(a,k,id); }
  public AuditEntry fields(Collection<String> f) { return this; }
  public AuditEntry reason(@Nullable String f) { return this; }
  public AuditEntry customer(UUID f) { return this; }
  public AuditEntry by(UUID u, String n) { return this; }
}
