/** Why a server cannot run here, in one line for the person who started us, with what to do about it. */
export class ServerProblem extends Error {
  override readonly name = 'ServerProblem';
}
