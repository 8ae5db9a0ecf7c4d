void import('./core').then(({ startServer }) => startServer());
