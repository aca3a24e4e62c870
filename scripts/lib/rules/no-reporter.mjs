/** What each mutation did is told in one line by whoever ordered it. */
export default class NoReporter {}
