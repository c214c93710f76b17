package org.garuda.channels.nats.internal;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.garuda.channels.core.internal.broker.BrokerTls;

/**
 * Asks that a server's certificate is for the host that was connected to. jnats does not, and offers no setting for it:
 * whoever has any certificate of the CA could pass for the broker.
 */
final class NamedHosts extends X509ExtendedTrustManager {

    /** Names are compared as in HTTPS; the JDK looks at this when it checks a certificate. */
    private static final String AS_IN_HTTPS = "HTTPS";

    private final X509ExtendedTrustManager chains;

    private NamedHosts(X509ExtendedTrustManager chains) {
        this.chains = chains;
    }

    /** What trusts the same, from hosts of the right name alone. */
    static SSLContext checked(BrokerTls tls) throws GeneralSecurityException {
        for (TrustManager manager : tls.trust().getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager chains) {
                SSLContext context = SSLContext.getInstance("TLS");
                KeyManagerFactory keys = tls.keys();
                context.init(
                        keys == null ? null : keys.getKeyManagers(), new TrustManager[] {new NamedHosts(chains)}, null);
                return context;
            }
        }
        throw new GeneralSecurityException("the JDK has no trust manager that can check the names of hosts");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        SSLSocket connection = (SSLSocket) socket;
        SSLParameters parameters = connection.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(AS_IN_HTTPS);
        connection.setSSLParameters(parameters);
        chains.checkServerTrusted(chain, type, connection);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(AS_IN_HTTPS);
        engine.setSSLParameters(parameters);
        chains.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("without the connection nobody knows which host it is for");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        chains.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        chains.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        chains.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
