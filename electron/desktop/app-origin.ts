/** The window's own scheme: pages come from the built renderer and from nowhere else. */
export const appScheme = 'gantry-app';
export const appHost = 'window';
export const appPage = `${appScheme}://${appHost}/index.html`;

/** Whether an address is one of our own pages. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${appScheme}:` && url.host === appHost;
  } catch {
    return false;
  }
}
