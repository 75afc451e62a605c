const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Whether a host name, as in a URL or alone, is this computer itself. Names below `localhost` are not: a name server may answer for them. */
export function isLoopbackHost(host: string): boolean {
  return loopback.test(host);
}
