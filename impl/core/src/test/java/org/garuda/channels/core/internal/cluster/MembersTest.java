package org.garuda.channels.core.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.cluster.Members.Change;
import org.garuda.channels.core.internal.cluster.Members.Event;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final NodeId ONE = new NodeId(1, 1);
    private static final NodeId OTHER = new NodeId(2, 2);

    private final Members members = new Members("mine", 5);

    @Test
    void aNodeIsThereWithItsFirstMessage() {
        assertEquals(List.of(new Event(ONE, "", Change.APPEARED)), members.heard(ONE));
        assertEquals(List.of(), members.heard(ONE));
        assertEquals(1, members.present());
    }

    @Test
    void aNodeIsGoneAfterFiveOwnBeatsWithoutAWordFromIt() {
        members.heard(ONE);
        for (int beat = 1; beat < 5; beat++) {
            assertEquals(List.of(), members.returned(false));
        }
        assertEquals(List.of(new Event(ONE, "", Change.GONE)), members.returned(false));
        assertEquals(0, members.present());
        assertEquals(List.of(), members.returned(false));
    }

    @Test
    void nobodyIsHeldToBeGoneWhileNothingOfOursComesBack() {
        members.heard(ONE);
        members.returned(false);
        // Whatever time passes here: without own beats nothing is counted.
        assertEquals(1, members.present());
    }

    @Test
    void aNodeThatSpeaksInTimeIsCountedAnew() {
        members.heard(ONE);
        for (int beat = 0; beat < 40; beat++) {
            assertEquals(List.of(), members.returned(false));
            if (beat % 4 == 3) {
                members.heard(ONE);
            }
        }
    }

    @Test
    void othersMayComeBackLaterThanWeDo() {
        members.heard(ONE);
        for (int beat = 0; beat < 4; beat++) {
            members.returned(false);
        }
        assertEquals(List.of(), members.returned(true));
        for (int beat = 0; beat < 6; beat++) {
            assertEquals(List.of(), members.returned(false));
        }
        assertEquals(List.of(new Event(ONE, "", Change.GONE)), members.returned(false));
    }

    @Test
    void aNodeThatWasOnlyThoughtToBeGoneIsBack() {
        members.heard(ONE);
        for (int beat = 0; beat < 7; beat++) {
            members.returned(false);
        }
        assertEquals(List.of(new Event(ONE, "", Change.RETURNED)), members.heard(ONE));
        assertEquals(1, members.present());
    }

    @Test
    void aNodeThatSaidGoodbyeIsGoneAtOnceAndStaysSo() {
        members.heard(ONE);
        assertEquals(List.of(new Event(ONE, "", Change.LEFT)), members.left(ONE));
        assertEquals(List.of(), members.left(ONE));
        assertEquals(List.of(), members.heard(ONE));
        assertEquals(0, members.present());
    }

    @Test
    void aNodeKeepsItsNameUntilItIsForgotten() {
        members.heard(ONE);
        members.heard(ONE, "its");
        members.heard(ONE);
        assertEquals(List.of(new Event(ONE, "its", Change.LEFT)), members.left(ONE));
    }

    @Test
    void nodesOfOurNameAreCounted() {
        assertEquals(List.of(new Event(ONE, "mine", Change.APPEARED)), members.heard(ONE, "mine"));
        members.heard(OTHER, "its");
        assertEquals(1, members.namesakes());
        members.left(ONE);
        assertEquals(0, members.namesakes());
    }
}
