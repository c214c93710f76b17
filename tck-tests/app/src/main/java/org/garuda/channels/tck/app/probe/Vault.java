package org.garuda.channels.tck.app.probe;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean, where the server has any: it knows its caller, and opens for clerks alone. */
@Stateless
public class Vault {

    @Resource
    SessionContext session;

    /** Made by the container, which fills in the rest. */
    @SuppressWarnings("NullAway.Init")
    public Vault() {}

    /** Who calls, as the server has it. */
    @PermitAll
    public String caller() {
        return session.getCallerPrincipal().getName();
    }

    /** Tells that it was opened. */
    @RolesAllowed("clerk")
    public String open() {
        return "open";
    }
}
