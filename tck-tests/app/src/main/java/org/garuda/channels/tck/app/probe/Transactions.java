package org.garuda.channels.tck.app.probe;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Loaded only where the server has transactions. */
final class Transactions {

    private Transactions() {}

    static String status(Object registry) {
        int status = ((TransactionSynchronizationRegistry) registry).getTransactionStatus();
        return switch (status) {
            case Status.STATUS_ACTIVE -> "active";
            case Status.STATUS_NO_TRANSACTION -> "none";
            default -> "status " + status;
        };
    }
}
