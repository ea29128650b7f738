import { faultSuite } from './suite.ts';

faultSuite('answers');
