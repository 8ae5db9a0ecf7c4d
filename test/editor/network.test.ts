import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import { networkSettings } from '../../client/src/configuration/settings';

describe("VS Code's own settings of the network", () => {
  const http = () => workspace.getConfiguration('http');
  const settings = {
    proxySupport: 'on',
    proxy: ' http://proxy.example:8080 ',
    noProxy: ['intern.example'],
    proxyAuthorization: 'Basic dXNlcg==',
    proxyStrictSSL: false,
    systemCertificates: false,
  };
  const setAll = async (values: Record<string, unknown>) => {
    for (const name of Object.keys(settings)) {
      await http().update(name, values[name], ConfigurationTarget.Global);
    }
  };

  afterEach(() => setAll({}));

  it('are what calls go by', async () => {
    await setAll(settings);
    assert.deepEqual(networkSettings(), { ...settings, proxy: 'http://proxy.example:8080' });
  });

  it('check certificates and use no proxy unless they say otherwise', () => {
    const { proxy, noProxy, proxyAuthorization, proxyStrictSSL } = networkSettings();
    assert.deepEqual(
      { proxy, noProxy, proxyAuthorization, proxyStrictSSL },
      { proxy: '', noProxy: [], proxyAuthorization: undefined, proxyStrictSSL: true },
    );
  });
});
