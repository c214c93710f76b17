package org.garuda.channels.core.internal.broker;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a connection over TLS trusts, and shows of itself.
 *
 * @param trust an own CA alone, or what the JDK trusts
 * @param keys a client's certificate; null without one
 */
public record BrokerTls(TrustManagerFactory trust, @Nullable KeyManagerFactory keys) {

    private static final char[] NO_PASSWORD = new char[0];

    static BrokerTls of(Optional<String> ca, Optional<String> certificate, Optional<String> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(BrokerUrl.SETTING + " has one of certificate-file and key-file:"
                    + " a client that shows a certificate needs both");
        }
        try {
            return new BrokerTls(trust(ca), certificate.isEmpty() ? null : keys(certificate.get(), key.orElseThrow()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the TLS files of " + BrokerUrl.SETTING + " cannot be used together", e);
        }
    }

    /** For libraries that take one. */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManagerFactory own = keys;
        context.init(own == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static TrustManagerFactory trust(Optional<String> ca) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (ca.isEmpty()) {
            factory.init((KeyStore) null);
            return factory;
        }
        KeyStore store = emptyStore();
        List<Certificate> certificates = Pem.certificates(ca.get(), "ca-file");
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca-" + i, certificates.get(i));
        }
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory keys(String certificate, String key) throws GeneralSecurityException, IOException {
        List<Certificate> chain = Pem.certificates(certificate, "certificate-file");
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                Pem.key(key, "key-file", chain.get(0).getPublicKey().getAlgorithm()),
                NO_PASSWORD,
                chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
