/** An application that has the API and the Jakarta APIs, and nothing else. */
module org.garuda.channels.tck.user {
    requires org.garuda.channels;
    requires jakarta.cdi;
    requires jakarta.json;
    requires jakarta.json.bind;
}
