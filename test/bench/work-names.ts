/** Every work of the bench, in the order in which they run. */
export const workNames = [
  'put-large',
  'put-small',
  'put-small-apache',
  'tus-large',
  'tus-small',
  's3-large',
  's3-small',
  'dav-large',
  'dav-small',
  'sftp-large',
  'sftp-small',
] as const;
export type WorkName = (typeof workNames)[number];
