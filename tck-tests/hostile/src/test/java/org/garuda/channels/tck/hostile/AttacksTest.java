package org.garuda.channels.tck.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.garuda.channels.tck.hostile.server.OwnServer;
import org.junit.jupiter.api.Test;

class AttacksTest {

    private static final int KINDS = 17;

    @Test
    void thereIsAnAttackOfEachKind() {
        Set<Integer> kinds = Attacks.all().stream()
                .map(attack -> Integer.valueOf(attack.plan().id().split("-")[0]))
                .collect(Collectors.toSet());
        assertEquals(IntStream.rangeClosed(1, KINDS).boxed().collect(Collectors.toSet()), kinds);
    }

    @Test
    void noTwoAttacksHaveOneName() {
        List<String> ids =
                Attacks.all().stream().map(attack -> attack.plan().id()).toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    @Test
    void anAttackIsFoundByItsNumberAndByItsName() {
        assertEquals(
                List.of("1-fragments", "3-slow-posts", "3-slow-puts"), ids(Attack.Home.STANDALONE, "3", "1-fragments"));
        assertEquals(List.of("3-slow-posts"), ids(Attack.Home.WAR, "3"));
    }

    @Test
    void anAttackThatCannotBeMadeThereIsRefusedByItsName() {
        assertThrows(IllegalArgumentException.class, () -> ids(Attack.Home.STANDALONE, "18"));
        assertThrows(IllegalArgumentException.class, () -> ids(Attack.Home.WAR, "13"));
    }

    @Test
    void aWarIsAttackedWithWhatTheConformanceAppCanDo() {
        assertTrue(Attacks.of(Attack.Home.WAR, List.of()).stream()
                .allMatch(attack -> attack.plan().setting().application() == OwnServer.Application.CONFORMANCE));
    }

    private static List<String> ids(Attack.Home home, String... only) {
        return Attacks.of(home, List.of(only)).stream()
                .map(attack -> attack.plan().id())
                .toList();
    }
}
