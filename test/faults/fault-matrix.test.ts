import { describeFaults } from './describe-faults.ts';

describeFaults(['tus', 's3', 'dav', 'sftp']);
