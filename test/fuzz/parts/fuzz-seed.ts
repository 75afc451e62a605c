/**
 * Other cases in every run by hand, and a failure says how to see it again; where a change is judged (`CI`) always the same ones, so that it answers
 * for itself alone. `GANTRY_FUZZ_SEED` sets it.
 */
export function fuzzSeed(): number {
  const { GANTRY_FUZZ_SEED: wanted, CI: isJudged } = process.env;
  if (wanted !== undefined) return Number(wanted);
  return isJudged === undefined ? Math.floor(Math.random() * 2 ** 31) : 20_261_126;
}
