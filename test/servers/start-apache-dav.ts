import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface ApacheDav {
  /** Ends with a slash. */
  readonly url: string;
  readonly directory: string;
  close(): Promise<void>;
}

export interface ApacheDavOptions {
  /** How it asks for a name and a password; not at all without it. */
  readonly signIn?: 'basic' | 'digest';
  /** Methods that it answers with 403. */
  readonly refuses?: readonly string[];
}

/** Of the one person that Apache knows where it asks; not only ASCII, and with what headers have to quote. */
export const apacheUser = { user: 'Zoë', password: 'pass: "word" \\ ü' };
const realm = 'Gantry test';

const modules = '/usr/lib/apache2/modules';

function signInLines(home: string, signIn: ApacheDavOptions['signIn']): string {
  if (signIn === undefined) return '  Require all granted';
  const kind = signIn === 'basic' ? 'Basic' : 'Digest';
  return `  AuthType ${kind}
  AuthName "${realm}"
  Auth${kind}Provider file
  AuthUserFile ${home}/users
  Require valid-user`;
}

/** As `htpasswd -s` and `htdigest` write it. */
function userLine(signIn: 'basic' | 'digest'): string {
  const { user, password } = apacheUser;
  if (signIn === 'digest') return `${user}:${realm}:${createHash('md5').update(`${user}:${realm}:${password}`).digest('hex')}\n`;
  return `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}\n`;
}

function configuration(home: string, port: number, userLines: string, { signIn, refuses = [] }: ApacheDavOptions): string {
  const signInModules =
    signIn === undefined ? [] : ['authn_core', 'authn_file', 'authz_user', signIn === 'basic' ? 'auth_basic' : 'auth_digest'];
  return `ServerRoot ${home}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${home}/httpd.pid
ErrorLog ${home}/error.log
LogLevel warn
${userLines}
Mutex file:${home} default
LoadModule mpm_event_module ${modules}/mod_mpm_event.so
LoadModule authz_core_module ${modules}/mod_authz_core.so
${signInModules.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so\n`).join('')}LoadModule dav_module ${modules}/mod_dav.so
LoadModule dav_fs_module ${modules}/mod_dav_fs.so
LoadModule reqtimeout_module ${modules}/mod_reqtimeout.so
RequestReadTimeout header=20
DavLockDB ${home}/lock/db
LimitRequestBody 0
KeepAlive On
MaxKeepAliveRequests 0
DocumentRoot ${home}/data
<Directory ${home}/data>
${
  refuses.length === 0
    ? signInLines(home, signIn)
    : `  <LimitExcept ${refuses.join(' ')}>\n  ${signInLines(home, signIn)}\n  </LimitExcept>
  <Limit ${refuses.join(' ')}>\n    Require all denied\n  </Limit>`
}
  Dav On
</Directory>
`;
}

/** The user and group that Debian's Apache runs as, because it refuses to serve as root. */
async function webUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith('www-data:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no user www-data for Apache');
  return { uid: Number(uid), gid: Number(gid) };
}

/** A real Apache with WebDAV and an empty folder; a plain PUT needs its parent folders to exist (409 otherwise). */
export async function startApacheDav(options: ApacheDavOptions = {}): Promise<ApacheDav> {
  const home = await makeTemporaryDirectory('apache');
  const directory = join(home.path, 'data');
  const locks = join(home.path, 'lock');
  await mkdir(directory);
  await mkdir(locks);
  if (options.signIn !== undefined) await writeFile(join(home.path, 'users'), userLine(options.signIn));
  let userLines = '';
  if (process.getuid?.() === 0) {
    const { uid, gid } = await webUser();
    await chmod(home.path, 0o755);
    // Its lock files are made in the home after it has left root behind.
    for (const path of [home.path, directory, locks]) await chown(path, uid, gid);
    userLines = 'User www-data\nGroup www-data';
  }
  const { program, port } = await startOnFreePort(async (tried) => {
    await writeFile(join(home.path, 'httpd.conf'), configuration(home.path, tried, userLines, options));
    const programArguments = ['-d', home.path, '-f', join(home.path, 'httpd.conf'), '-DFOREGROUND'];
    return { program: await startProgram('apache2', programArguments, tried), port: tried };
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    directory,
    close: async () => {
      await program.stop();
      await home.remove();
    },
  };
}
