// An OpenID provider for tests: the real, certified one, at which people sign in by being named, and
// which can be told to answer as a dishonest one would. Prints its address; ends with its input.
//
// Its one argument is JSON: clients (as the provider takes them), accounts (claims by subject).
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, decodeJwt } from 'jose';
import { Provider } from 'oidc-provider';

const { clients, accounts } = JSON.parse(process.argv[2]);

async function key(kid) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } };
}

const own = await key('own');
const foreign = await key('own');

/** How the next tokens are falsified: `claims` are replaced, `key` is 'own', 'foreign', 'secret' or 'none'. */
let falsified;

async function falsify(token) {
  const { claims, key: by } = falsified;
  const said = Object.fromEntries(Object.entries({ ...decodeJwt(token), ...claims }).filter(([, value]) => value !== null));
  if (by === 'none') return new UnsecuredJWT(said).encode();
  if (by === 'secret') return new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clients[0].client_secret));
  const { privateKey } = by === 'foreign' ? foreign : own;
  return new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey);
}

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients,
  jwks: { keys: [own.jwk] },
  cookies: { keys: ['of a test'] },
  scopes: ['openid', 'profile', 'email', 'groups'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'], groups: ['groups'] },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, sub) => accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => {
        context.body = form;
      },
    },
  },
  // Without its guard against private addresses: tests run on this machine alone.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600, AuthorizationCode: 60 },
});

provider.use(async (context, next) => {
  await next();
  if (falsified && context.path === '/token' && context.body?.id_token) {
    context.body.id_token = await falsify(context.body.id_token);
  }
});

/** Somebody signs in by `?login=`, or cancels, and agrees to everything. */
async function interact(request, response, { searchParams }) {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = searchParams.get('login');
  if (!accountId) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope('openid profile email groups');
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { login: { accountId }, consent });
}

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return JSON.parse(text);
}

const answer = provider.callback();
server.on('request', async (request, response) => {
  const url = new URL(request.url, issuer);
  if (url.pathname === '/test/falsify') {
    falsified = await body(request);
    response.end();
  } else if (url.pathname === '/test/account') {
    Object.assign(accounts, await body(request));
    response.end();
  } else if (url.pathname.startsWith('/interaction/')) {
    await interact(request, response, url).catch((error) => response.writeHead(500).end(String(error)));
  } else {
    answer(request, response);
  }
});

process.stdin.resume().on('end', () => process.exit(0));
console.log(issuer);
