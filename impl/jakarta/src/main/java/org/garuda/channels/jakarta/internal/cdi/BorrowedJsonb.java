package org.garuda.channels.jakarta.internal.cdi;

import jakarta.json.bind.Jsonb;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Type;

/** The application's own JSON-B, which the engine must not close: the CDI container does that, if anyone. */
record BorrowedJsonb(Jsonb owner) implements Jsonb {

    @Override
    public <T> T fromJson(String text, Class<T> type) {
        return owner.fromJson(text, type);
    }

    @Override
    public <T> T fromJson(String text, Type type) {
        return owner.fromJson(text, type);
    }

    @Override
    public <T> T fromJson(Reader reader, Class<T> type) {
        return owner.fromJson(reader, type);
    }

    @Override
    public <T> T fromJson(Reader reader, Type type) {
        return owner.fromJson(reader, type);
    }

    @Override
    public <T> T fromJson(InputStream stream, Class<T> type) {
        return owner.fromJson(stream, type);
    }

    @Override
    public <T> T fromJson(InputStream stream, Type type) {
        return owner.fromJson(stream, type);
    }

    @Override
    public String toJson(Object value) {
        return owner.toJson(value);
    }

    @Override
    public String toJson(Object value, Type type) {
        return owner.toJson(value, type);
    }

    @Override
    public void toJson(Object value, Writer writer) {
        owner.toJson(value, writer);
    }

    @Override
    public void toJson(Object value, Type type, Writer writer) {
        owner.toJson(value, type, writer);
    }

    @Override
    public void toJson(Object value, OutputStream stream) {
        owner.toJson(value, stream);
    }

    @Override
    public void toJson(Object value, Type type, OutputStream stream) {
        owner.toJson(value, type, stream);
    }

    @Override
    public void close() {
        // Not ours.
    }
}
