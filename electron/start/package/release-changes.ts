import type { Configuration } from 'electron-builder';

/**
 * What of electron-builder.yml depends on where it is built. `repository` is `OWNER/NAME` of the releases that the built app looks at for updates, or null:
 * then it looks nowhere. Throws for any other form.
 */
export function releaseChanges(repository: string | null, environment: Readonly<Record<string, string | undefined>>): Configuration {
  return { ...sourceChanges(repository), ...signingChanges(environment) };
}

function sourceChanges(repository: string | null): Configuration {
  // The deb and rpm formats want an address of the project.
  if (repository === null) return { extraMetadata: { homepage: 'https://gantry.invalid/' } };
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (owner === undefined || repo === undefined) throw new Error(`“${repository}” is not OWNER/NAME of a repository.`);
  return {
    extraMetadata: { homepage: `https://github.com/${owner}/${repo}` },
    publish: { provider: 'github', owner, repo, releaseType: 'draft' },
  };
}

/** Without a certificate macOS would refuse to load the app's own libraries under the hardened runtime, as nobody has signed them. */
function signingChanges({ CSC_LINK, CSC_NAME }: Readonly<Record<string, string | undefined>>): Configuration {
  return CSC_LINK || CSC_NAME ? {} : { mac: { hardenedRuntime: false } };
}
