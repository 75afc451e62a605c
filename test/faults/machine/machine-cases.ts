import type { MachineCase } from './machine-case.ts';
import { networkCases } from './network-cases.ts';
import { ownSideCases } from './own-side-cases.ts';

const cases = { ...networkCases, ...ownSideCases };

export type MachineCaseId = keyof typeof cases;
/** What can happen to the machine under Gantry, what is done about it, and what a person sees of it. */
export const machineCases: Readonly<Record<MachineCaseId, MachineCase>> = cases;
