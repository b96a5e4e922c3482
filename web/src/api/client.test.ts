// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, bodyOf, ifMatch, mergePatch, onProofNeeded, onNotQuiteIn, onSessionEnded, speak } from './client';
import { ProblemError } from './problem';

type Answer = (request: Request) => Response | Promise<Response>;

const asked: Request[] = [];
let answers: Answer[] = [];

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request.clone() as Request);
    return answers.shift()!(request);
  });
  speak(() => 'en');
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  onSessionEnded(undefined);
  onProofNeeded(undefined);
  onNotQuiteIn(undefined);
  document.cookie = 'XSRF-TOKEN=; Max-Age=0';
});

describe('the client', () => {
  it('asks in the language of the reader', async () => {
    answers = [() => json({ needed: false, roles: [] })];
    await api.GET('/setup');
    expect(asked[0]!.headers.get('Accept-Language')).toBe('en');
  });

  it('proves with every change, and only then, that it comes from the page', async () => {
    document.cookie = 'XSRF-TOKEN=abc%2F1';
    answers = [() => json({ items: [] }), () => json({}, 201)];
    await api.GET('/users');
    await api.PUT('/users/{id}/password', { params: { path: { id: 'u' } }, body: { password: 'p' } });
    expect(asked.map(({ headers }) => headers.get('X-XSRF-TOKEN'))).toEqual([null, 'abc/1']);
  });

  it('over an encrypted connection believes only the name that no neighbour can set', async () => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('XSRF-TOKEN=slipped-in; __Host-XSRF-TOKEN=own');
    answers = [() => json({}, 201)];
    await api.PUT('/users/{id}/password', { params: { path: { id: 'u' } }, body: { password: 'p' } });
    expect(asked[0]!.headers.get('X-XSRF-TOKEN')).toBe('own');
  });

  it('sends a merge patch with the version it is based on', async () => {
    answers = [() => json({ version: 8 })];
    const params = { path: { id: 'c' }, header: ifMatch(7) };
    await api.PATCH('/customers/{id}', { params, body: { name: 'x' }, headers: mergePatch });
    expect(asked[0]!.headers.get('If-Match')).toBe('"7"');
    expect(asked[0]!.headers.get('Content-Type')).toBe('application/merge-patch+json');
    expect(await asked[0]!.json()).toEqual({ name: 'x' });
  });

  it('turns a refusal into a problem with its messages by field', async () => {
    const document = {
      code: 'request.invalid',
      title: 'Two fields',
      errors: [
        { field: 'phone', code: 'a', message: 'Too short.' },
        { field: 'phone', code: 'b', message: 'No digits.' },
        { field: 'name', code: 'c', message: 'Missing.' },
      ],
    };
    answers = [() => json(document, 422)];
    const problem: ProblemError = await api.GET('/users').then(
      () => expect.unreachable(),
      (error: ProblemError) => error,
    );
    expect(problem).toBeInstanceOf(ProblemError);
    expect([problem.status, problem.code, problem.title]).toEqual([422, 'request.invalid', 'Two fields']);
    expect(problem.fields).toEqual({ phone: 'Too short. No digits.', name: 'Missing.' });
  });

  it('says how long to wait when it asked too often', async () => {
    answers = [() => json({ code: 'x' }, 429, { 'Retry-After': '30' })];
    await expect(api.GET('/users')).rejects.toMatchObject({ status: 429, retryAfter: 30 });
  });

  it('keeps an answer that is no problem document apart from its texts', async () => {
    answers = [() => new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } })];
    await expect(api.GET('/users')).rejects.toMatchObject({ status: 502, code: 'web.http-502', title: '' });
  });

  it('says when the server cannot be reached', async () => {
    answers = [() => Promise.reject(new TypeError('failed'))];
    await expect(api.GET('/users')).rejects.toMatchObject({ status: 0, code: 'web.unreachable' });
  });
});

describe('when the session ends under a page', () => {
  const refused = () => json({ code: 'access.signed-out' }, 401);

  it('the request waits for the new sign-in and is sent once more, with its body', async () => {
    answers = [refused, () => json({ id: 't', token: 'secret' }, 201)];
    let signIn: (() => void) | undefined;
    onSessionEnded(() => new Promise((resolve) => (signIn = resolve)));
    const created = bodyOf(api.PUT('/tokens/{id}', { params: { path: { id: 't' } }, body: { name: 'sync' } }));
    await vi.waitFor(() => expect(signIn).toBeDefined());
    document.cookie = 'XSRF-TOKEN=new';
    signIn!();
    expect(await created).toEqual({ id: 't', token: 'secret' });
    expect(await asked[1]!.json()).toEqual({ name: 'sync' });
    expect(asked[1]!.headers.get('X-XSRF-TOKEN')).toBe('new');
  });

  it('a wrong password is an answer, not an end of the session', async () => {
    answers = [refused];
    onSessionEnded(() => expect.unreachable());
    await expect(api.POST('/session', { body: { username: 'a', password: 'b' } })).rejects.toMatchObject({ status: 401 });
  });
});

describe('when something dangerous asks who it is', () => {
  const asks = () => json({ code: 'access.proof-needed' }, 403);
  const create = () => bodyOf(api.PUT('/tokens/{id}', { params: { path: { id: 't' } }, body: { name: 'sync' } }));

  it('the request waits for the proof and is sent once more, with its body', async () => {
    answers = [asks, () => json({ id: 't', token: 'secret' }, 201)];
    onProofNeeded(async () => true);
    expect(await create()).toEqual({ id: 't', token: 'secret' });
    expect(await asked[1]!.json()).toEqual({ name: 'sync' });
  });

  it('whoever would rather not gets the refusal', async () => {
    answers = [asks];
    onProofNeeded(async () => false);
    await expect(create()).rejects.toMatchObject({ status: 403, code: 'access.proof-needed' });
  });

  it('another refusal is an answer', async () => {
    answers = [() => json({ code: 'access.right-missing' }, 403)];
    onProofNeeded(() => expect.unreachable());
    await expect(create()).rejects.toMatchObject({ code: 'access.right-missing' });
  });

  it('a session that ended meanwhile is renewed first', async () => {
    answers = [() => json({ code: 'access.not-signed-in' }, 401), asks, () => json({ id: 't', token: 'secret' }, 201)];
    onSessionEnded(async () => {});
    onProofNeeded(async () => true);
    expect(await create()).toEqual({ id: 't', token: 'secret' });
  });

  it('a second factor that is missing leads to its set-up', async () => {
    const lead = vi.fn();
    answers = [() => json({ code: 'access.second-factor-needed' }, 403)];
    onNotQuiteIn(lead);
    await expect(create()).rejects.toMatchObject({ status: 403 });
    expect(lead).toHaveBeenCalledOnce();
  });
});
