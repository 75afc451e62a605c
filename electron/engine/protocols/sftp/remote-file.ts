/** What a server says of a name. */
export interface RemoteFile {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  /** Milliseconds since the epoch; SFTP knows whole seconds. */
  readonly modifiedAtMs: number;
  /** Permission bits alone. */
  readonly mode: number;
}

export interface NamedRemoteFile extends RemoteFile {
  readonly name: string;
}

const typeMask = 0o170000;
const folderType = 0o040000;
const fileType = 0o100000;

/** As a server gives them; null: it does not say. */
export interface RemoteAttributes {
  readonly size: number | null;
  readonly mode: number | null;
  /** Whole seconds since the epoch. */
  readonly modifiedAt: number | null;
}

/** From the attributes of an answer (draft-ietf-secsh-filexfer-02, §5). A server that tells no type means a file. */
export function remoteFileOf({ mode, size, modifiedAt }: RemoteAttributes): RemoteFile {
  const type = mode === null ? fileType : mode & typeMask;
  const kind = type === folderType ? 'folder' : type === fileType || type === 0 ? 'file' : 'other';
  return { kind, sizeBytes: size ?? 0, modifiedAtMs: (modifiedAt ?? 0) * 1_000, mode: (mode ?? 0) & 0o7777 };
}
