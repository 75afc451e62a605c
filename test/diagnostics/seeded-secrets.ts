/** One secret of each kind that a queue, a log, an error or an environment may hold; every value is a canary that stands nowhere else. */
export const environmentSecrets: Readonly<Record<string, string>> = {
  GANTRY_TOKEN: 'canary-gantry-token/01+x=',
  GANTRY_PASSWORD: 'canary "password" & 02',
  AWS_SECRET_ACCESS_KEY: 'canary03wJalrXUtnFEMIK7MDENGbPxRfiCYEXA',
  AWS_SESSION_TOKEN: 'canary-04-session',
  STORAGE_API_KEY: 'canary05apikey',
  MY_CLIENT_SECRET: 'canary06.client.secret',
  HTTPS_PROXY: 'http://proxy-user:canary07proxy@proxy.example:3128',
};
/** What of them is secret. */
export const environmentCanaries: readonly string[] = Object.entries(environmentSecrets).map(([name, value]) =>
  name === 'HTTPS_PROXY' ? 'canary07proxy' : value,
);

/** Secrets that nobody told Gantry: only their look or their name gives them away. `[what stands in the text, what of it is secret]` */
export const foreignSecrets: Readonly<Record<string, readonly [string, string]>> = {
  'bearer header': ['Authorization: Bearer canary08.bearer-value', 'canary08.bearer-value'],
  'basic header': ['authorization: Basic Y2FuYXJ5MDk6cGFzc3dvcmQ=', 'Y2FuYXJ5MDk6cGFzc3dvcmQ='],
  'unknown scheme': ['Authorization: Crane canary10unknownscheme', 'canary10unknownscheme'],
  'bearer in a sentence': ['the bearer canary11insentence was refused', 'canary11insentence'],
  cookie: ['Cookie: session=canary12cookie; theme=dark', 'canary12cookie'],
  'set-cookie': ['"set-cookie":["sid=canary13setcookie; HttpOnly"]', 'canary13setcookie'],
  'password in an address': ['https://ana:canary14userinfo@files.example/a', 'canary14userinfo'],
  'encoded password in an address': ['next=https%3A%2F%2Fana%3Acanary15encoded%40files.example%2Fa', 'canary15encoded'],
  'signed address': ['https://b.example/k?X-Amz-Algorithm=AWS4&X-Amz-Signature=canary16deadbeef&X-Amz-Date=1', 'canary16deadbeef'],
  'credential of a signed address': ['?X-Amz-Credential=CANARY17%2F20260101%2Feu%2Fs3%2Faws4_request', 'CANARY17'],
  'shared access signature': ['https://a.example/c/f?sv=2024&sig=canary18%2Fsas%3D&se=2027', 'canary18%2Fsas%3D'],
  'token in a query': ['GET /upload?id=7&access_token=canary19query HTTP/1.1', 'canary19query'],
  'token in an encoded query': ['back=%2Fupload%3Ftoken%3Dcanary20nested%26x%3D1', 'canary20nested'],
  'token in a Location': ['Location: /files/77?token=canary21location', 'canary21location'],
  'JSON field': ['{"user":"ana","password":"canary22json"}', 'canary22json'],
  'JSON within JSON': ['{\\"refresh_token\\":\\"canary23escaped\\"}', 'canary23escaped'],
  assignment: ["api_key = 'canary24assigned'", 'canary24assigned'],
  jwt: ['eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiIyNSJ9.c2lnbmF0dXJlMjU', 'eyJjYW5hcnkiOiIyNSJ9'],
  'aws key id': ['key AKIAIOSFODNN7CANAR26 is unknown', 'AKIAIOSFODNN7CANAR26'],
  'aws secret key': ['secret was 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', 'wJalrXUtnFEMIK7MDENGbPxRfiCYcanary27KEYa'],
  'github token': ['ghp_canary28abcdefghijklmnopqrstuvwxyz12', 'ghp_canary28abcdefghijklmnopqrstuvwxyz12'],
  'gitlab token': ['glpat-canary29abcdefghijk', 'glpat-canary29abcdefghijk'],
  'slack token': ['xoxb-canary30-abcdefghij', 'xoxb-canary30-abcdefghij'],
  'stripe key': ['sk_live_canary31abcdefghijklmnop', 'sk_live_canary31abcdefghijklmnop'],
  'google key': ['AIzaSycanary32abcdefghijklmnopqrstuvwxy', 'AIzaSycanary32abcdefghijklmnopqrstuvwxy'],
  'private key': ['-----BEGIN RSA PRIVATE KEY-----\nMIIEcanary33\n-----END RSA PRIVATE KEY-----', 'MIIEcanary33'],
  'private key on one line': ['-----BEGIN PRIVATE KEY-----\\nMIIEcanary34\\n-----END PRIVATE KEY-----', 'MIIEcanary34'],
  'private key that was cut': ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlcanARY35', 'b3BlcanARY35'],
  digest: ['Digest username="ana", nonce="canary36nonce", response="canary36response"', 'canary36response'],
  'signature header': ['AWS4-HMAC-SHA256 Credential=CANARY37/x/y, SignedHeaders=host, Signature=canary37hex', 'canary37hex'],
  'account key': ['AccountName=a;AccountKey=canary38base64==;EndpointSuffix=core', 'canary38base64'],
};
