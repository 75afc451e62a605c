import type { DestinationKind } from '../../shared/destination.ts';
import type { PlainText } from '../../shared/language/text.ts';

/** An address in its parts, as a form shows them. Nothing is encoded here. */
export interface AddressValues {
  readonly kind: DestinationKind;
  /** https rather than http; of no meaning for SFTP, which is always encrypted. */
  readonly isEncrypted: boolean;
  /** With its port where that is not the usual one. */
  readonly server: string;
  readonly user: string;
  /** Of S3. */
  readonly bucket: string;
  /** The folder there; of S3 the beginning of all names. */
  readonly path: string;
  readonly region: string;
  /** A profile of the AWS configuration. */
  readonly profile: string;
  /** A file with an SSH key. */
  readonly key: string;
  /** Of a form: the field that takes the file. */
  readonly field: string;
  /** What of the query no field shows, in its order. */
  readonly rest: readonly (readonly [string, string])[];
}

export type TextField = Exclude<keyof AddressValues, 'kind' | 'isEncrypted' | 'rest'>;

export interface FieldShape {
  readonly name: TextField;
  readonly label: PlainText;
  /** What stands there while nothing is written: words, or an example that is the same in every language. */
  readonly placeholder?: PlainText;
  readonly example?: string;
}

const server: FieldShape = { name: 'server', label: 'Server', example: 'example.org' };
const user: FieldShape = { name: 'user', label: 'User', placeholder: 'none' };
const folder: FieldShape = { name: 'path', label: 'Folder', example: '/' };
const path: FieldShape = { name: 'path', label: 'Path', example: '/files/' };

/** Which parts an address of each kind has, in the order of a form. */
export const fieldsOfKind: Readonly<Record<DestinationKind, readonly FieldShape[]>> = {
  s3: [
    { ...server, label: 'Endpoint', example: 's3.eu-central-1.amazonaws.com' },
    { name: 'bucket', label: 'Bucket', example: 'photos' },
    { ...folder, placeholder: 'none' },
    { name: 'region', label: 'Region', placeholder: 'as the endpoint says' },
    { name: 'profile', label: 'AWS profile', placeholder: 'none: the keys below' },
  ],
  dav: [server, { ...folder, example: '/remote.php/dav/files/ann/' }, user],
  sftp: [
    { ...server, placeholder: 'example.org or example.org:2222' },
    user,
    { ...folder, example: '/srv/uploads/' },
    { name: 'key', label: 'Key file', placeholder: 'the keys of the SSH agent' },
  ],
  tus: [server, path, user],
  put: [server, folder, user],
  post: [server, { ...path, example: '/upload' }, { name: 'field', label: 'Form field', example: 'file' }, user],
  presigned: [server, { ...path, example: '/sign' }, user],
};

/** What a whole address of each kind looks like. */
export const exampleOfKind: Readonly<Record<DestinationKind, string>> = {
  s3: 's3+https://s3.eu-central-1.amazonaws.com/photos/',
  dav: 'dav+https://example.org/remote.php/dav/files/ann/',
  sftp: 'sftp://ann@example.org/srv/uploads/',
  tus: 'tus+https://example.org/files/',
  put: 'put+https://example.org/incoming/',
  post: 'post+https://example.org/upload?field=file',
  presigned: 'presigned+https://example.org/sign',
};

export const emptyAddress: AddressValues = {
  kind: 's3',
  isEncrypted: true,
  server: '',
  user: '',
  bucket: '',
  path: '',
  region: '',
  profile: '',
  key: '',
  field: '',
  rest: [],
};
