/**
 * The content security policy refuses to evaluate text. zod would try it at its first schema, which the browser reports
 * and stops for: it reads the whole script again to tell the place. To be imported before any schema is made.
 */
import { config } from 'zod';

config({ jitless: true });
