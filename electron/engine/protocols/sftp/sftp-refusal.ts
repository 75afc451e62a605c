/** Status codes of SFTP, version 3 (draft-ietf-secsh-filexfer-02, §7). */
export const sftpStatus = {
  ok: 0,
  endOfFile: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  noConnection: 6,
  connectionLost: 7,
  unsupported: 8,
} as const;

/** The server's "no" to one request. Never leaves the protocol: `classifyRefusal` makes an `UploadError` of it. */
export class SftpRefusal extends Error {
  override readonly name = 'SftpRefusal';
  readonly status: number;
  /** What the request was about, as the server knows it; empty for an open file. */
  readonly path: string;
  /** The server's own words. */
  readonly serverSaid: string;

  constructor(status: number, path: string, serverSaid: string) {
    super('refused');
    this.status = status;
    this.path = path;
    this.serverSaid = serverSaid;
  }
}

/** Whether an error says that there is nothing of that name. */
export function isMissing(error: unknown): boolean {
  return error instanceof SftpRefusal && error.status === sftpStatus.noSuchFile;
}
