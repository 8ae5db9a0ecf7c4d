// Loaded before yaml-language-server: sets the time it waits after a change to nothing. It is the
// default of a field, which no setting changes.
import { registerHooks } from 'node:module';

const delay = 'this.validationDelayMs = 200;';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/yamlSettings.js')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(delay)) throw new Error(`${url} no longer holds "${delay}".`);
    return { ...loaded, source: source.replace(delay, 'this.validationDelayMs = 0;') };
  },
});
