package org.garuda.channels.tck.app.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * A bean whose methods run in transactions, where the server has any. Without them the annotation is unknown and means
 * nothing.
 */
@ApplicationScoped
public class Ledger {

    /** Made by the container. */
    public Ledger() {}

    /** Says what transaction there is, within one that the container has begun. */
    @Transactional
    public String within() {
        return status();
    }

    /** The same without one. */
    public String without() {
        return status();
    }

    @SuppressWarnings("BanJNDI") // The name is a constant of the platform.
    private static String status() {
        try {
            Object registry = new InitialContext().lookup("java:comp/TransactionSynchronizationRegistry");
            return Transactions.status(registry);
        } catch (NamingException e) {
            return "unavailable";
        }
    }
}
