import module from 'node:module';

// Keeps V8's compiled code between starts; Node has it from 22.1 on.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
  module.enableCompileCache();
}
void import('./core').then(({ startServer }) => startServer());
