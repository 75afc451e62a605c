import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { faultMatrixPage } from './fault-matrix-page.ts';

writeFileSync(join(projectFolder, 'docs', 'fault-matrix.md'), faultMatrixPage());
