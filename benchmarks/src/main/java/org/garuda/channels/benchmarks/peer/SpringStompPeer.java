package org.garuda.channels.benchmarks.peer;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.garuda.channels.benchmarks.peer.servlet.EmbeddedTomcat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Spring's STOMP with its simple broker on Tomcat. Order is kept both ways, which Spring does not do unless asked. */
final class SpringStompPeer {

    private SpringStompPeer() {}

    static int start() throws IOException, LifecycleException {
        return EmbeddedTomcat.start(
                context -> context.addServletContainerInitializer((classes, servlets) -> deploy(servlets), Set.of()));
    }

    private static void deploy(ServletContext servlets) {
        AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();
        application.register(Broker.class);
        ServletRegistration.Dynamic servlet = servlets.addServlet("spring", new DispatcherServlet(application));
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/");
    }

    /** Spring makes it; nobody else. */
    @Configuration
    @EnableWebSocketMessageBroker
    public static class Broker implements WebSocketMessageBrokerConfigurer {

        /** For Spring. */
        public Broker() {}

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/stomp").setAllowedOriginPatterns("*");
            registry.setPreserveReceiveOrder(true);
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.setApplicationDestinationPrefixes("/app");
            registry.setPreservePublishOrder(true);
            registry.enableSimpleBroker("/topic", "/queue");
        }

        /**
         * Answers what is sent to {@code /app/echo}.
         *
         * @return the controller
         */
        @Bean
        public EchoController echoController() {
            return new EchoController();
        }
    }

    /** Spring calls it. */
    @Controller
    public static class EchoController {

        /** For Spring. */
        public EchoController() {}

        /**
         * Sends back what came.
         *
         * @param body the message
         * @return the same
         */
        @MessageMapping("/echo")
        @SendToUser(destinations = "/queue/echo", broadcast = false)
        public String echo(String body) {
            return body;
        }
    }
}
