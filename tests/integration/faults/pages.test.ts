import { faultSuite } from './suite.ts';

faultSuite('pages');
