import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../../electron/start/project-folder.ts';
import { renderMachineFaults } from './render-machine-faults.ts';

writeFileSync(join(projectFolder, 'docs/machine-faults.md'), renderMachineFaults());
