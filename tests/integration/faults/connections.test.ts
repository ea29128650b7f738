import { faultSuite } from './suite.ts';

faultSuite('connections');
