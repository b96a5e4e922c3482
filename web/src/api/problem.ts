/** What two people made of one field. */
export interface FieldConflict {
  field: string;
  yours: unknown;
  theirs: unknown;
  base: unknown;
}

/** A refusal as the server sends it, with what single refusals add. */
interface ProblemDocument {
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: { field: string; code: string; message: string }[];
  trace?: string;
  current?: number;
  conflicts?: FieldConflict[];
  name?: string;
  grade?: string;
  department?: string;
}

/** A refusal of the server (RFC 9457), or our own for an answer that is none. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The message of each field that was refused, by the key of the field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly trace?: string;
  /** Seconds until another attempt makes sense. */
  readonly retryAfter?: number;
  readonly document: Partial<ProblemDocument>;

  constructor(status: number, document: Partial<ProblemDocument>, retryAfter?: number) {
    super(document.title ?? document.code ?? `HTTP ${status}`);
    this.name = 'ProblemError';
    this.status = status;
    this.code = document.code ?? `web.http-${status}`;
    this.title = document.title ?? '';
    this.detail = document.detail ?? '';
    this.fields = messagesByField(document.errors ?? []);
    this.trace = document.trace;
    this.retryAfter = retryAfter;
    this.document = document;
  }

  get conflicts(): FieldConflict[] {
    return this.document.conflicts ?? [];
  }
}

function messagesByField(errors: { field: string; message: string }[]): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const { field, message } of errors) {
    messages[field] = messages[field] ? `${messages[field]} ${message}` : message;
  }
  return messages;
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  const type = response.headers.get('Content-Type') ?? '';
  const document = type.includes('json') ? await response.json().catch(() => ({})) : {};
  return new ProblemError(response.status, document as Partial<ProblemDocument>, retryAfter);
}

/** The request did not reach the server, or no answer came back. */
export function unreachable(): ProblemError {
  return new ProblemError(0, { code: 'web.unreachable' });
}

export function problemFrom(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(0, { code: 'web.fault', detail: String(error) });
}
