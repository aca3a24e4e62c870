/** Users of the test broker: the services of libs/contracts, which is not built yet when jest starts. A test compares the two. */
export const services = [
  'gateway',
  'directory',
  'outgoing',
  'incoming',
  'routing',
  'signing',
  'records',
  'stats',
  'exchange',
  'cli',
];
