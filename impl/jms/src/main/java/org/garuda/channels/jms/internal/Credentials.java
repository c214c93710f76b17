package org.garuda.channels.jms.internal;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Optional;

/** Who connects; nobody in particular where the connection factory says who it is. Never shown. */
record Credentials(Optional<String> user, Optional<String> password) {

    Connection connect(ConnectionFactory factory) throws JMSException {
        return user.isEmpty() ? factory.createConnection() : factory.createConnection(user.get(), password.orElse(""));
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
