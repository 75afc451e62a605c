import { describeFaults } from './describe-faults.ts';

describeFaults(['put', 'post']);
