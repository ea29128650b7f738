import { faultSuite } from './suite.ts';

faultSuite('errors');
