import { faultSuite } from './suite.ts';

faultSuite('rows');
