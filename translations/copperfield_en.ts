<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ByteSize</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Credential</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message numerus="yes">
        <source>The device asks to wait %n second(s).</source>
        <translation>
            <numerusform>The device asks to wait one second.</numerusform>
            <numerusform>The device asks to wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Handshake</name>
    <message numerus="yes">
        <source>%n suites offered</source>
        <translation>
            <numerusform>%n suite offered</numerusform>
            <numerusform>%n suites offered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Packets</name>
    <message numerus="yes">
        <source>%n retransmission(s)</source>
        <translation>
            <numerusform>%n retransmission</numerusform>
            <numerusform>%n retransmissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n duplicate</numerusform>
            <numerusform>%n duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Payload</name>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message numerus="yes">
        <source>cookie of %n byte(s)</source>
        <translation>
            <numerusform>cookie of %n byte</numerusform>
            <numerusform>cookie of %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cipher suite(s)</source>
        <translation>
            <numerusform>%n cipher suite</numerusform>
            <numerusform>%n cipher suites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::AdvancedEditor</name>
    <message numerus="yes">
        <source>A Confirmable message is sent up to %n time(s) and given up after %1 to %2.</source>
        <translation>
            <numerusform>A Confirmable message is sent up to %n time and given up after %1 to %2.</numerusform>
            <numerusform>A Confirmable message is sent up to %n times and given up after %1 to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::BatchPage</name>
    <message numerus="yes">
        <source>%n more were left out: so many at once are too many</source>
        <translation>
            <numerusform>%n more was left out: so many at once are too many</numerusform>
            <numerusform>%n more were left out: so many at once are too many</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::BatchRequestForm</name>
    <message numerus="yes">
        <source>The %n chosen</source>
        <translation>
            <numerusform>The one chosen</numerusform>
            <numerusform>The %n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n devices</source>
        <translation>
            <numerusform>The one device</numerusform>
            <numerusform>All %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n that are alive</source>
        <translation>
            <numerusform>The one that is alive</numerusform>
            <numerusform>The %n that are alive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n favourites</source>
        <translation>
            <numerusform>The one favourite</numerusform>
            <numerusform>The %n favourites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changes %n devices.</source>
        <translation>
            <numerusform>%1 changes %n device.</numerusform>
            <numerusform>%1 changes %n devices.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::CommandPalette</name>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::DeviceEdits</name>
    <message numerus="yes">
        <source>Tag %n device(s)</source>
        <translation>
            <numerusform>Tag %n device</numerusform>
            <numerusform>Tag %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n device(s) into a group</source>
        <translation>
            <numerusform>Put %n device into a group</numerusform>
            <numerusform>Put %n devices into a group</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n device(s)</source>
        <translation>
            <numerusform>Remove %n device</numerusform>
            <numerusform>Remove %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::DeviceTreeModel</name>
    <message numerus="yes">
        <source>%1 devices</source>
        <translation>
            <numerusform>%1 device</numerusform>
            <numerusform>%1 devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 resources</source>
        <translation>
            <numerusform>%1 resource</numerusform>
            <numerusform>%1 resources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::DiffModel</name>
    <message numerus="yes">
        <source>%n change(s) by path</source>
        <translation>
            <numerusform>%n change by path</numerusform>
            <numerusform>%n changes by path</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by line</source>
        <translation>
            <numerusform>%n change by line</numerusform>
            <numerusform>%n changes by line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by byte</source>
        <translation>
            <numerusform>%n change by byte</numerusform>
            <numerusform>%n changes by byte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::DiscoveryPage</name>
    <message numerus="yes">
        <source>%1 answers</source>
        <translation>
            <numerusform>%1 answer</numerusform>
            <numerusform>%1 answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 devices</source>
        <translation>
            <numerusform>%1 device</numerusform>
            <numerusform>%1 devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::DissectionModel</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ExchangePanel</name>
    <message numerus="yes">
        <source>%n retransmission(s)</source>
        <translation>
            <numerusform>%n retransmission</numerusform>
            <numerusform>%n retransmissions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ExplorerDock</name>
    <message numerus="yes">
        <source>%n device(s) removed. Ctrl+Z brings them back.</source>
        <translation>
            <numerusform>%n device removed. Ctrl+Z brings it back.</numerusform>
            <numerusform>%n devices removed. Ctrl+Z brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 saved: %2 devices, the saved requests and the dashboard; no keys, no values.</source>
        <translation>
            <numerusform>%1 saved: %2 device, the saved requests and the dashboard; no keys, no values.</numerusform>
            <numerusform>%1 saved: %2 devices, the saved requests and the dashboard; no keys, no values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::FirmwareHead</name>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::HealthTable</name>
    <message numerus="yes">
        <source>%n observations</source>
        <translation>
            <numerusform>%n observation</numerusform>
            <numerusform>%n observations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::HistoryPanel</name>
    <message numerus="yes">
        <source>%n request(s) with their answers, here and on the disk</source>
        <translation>
            <numerusform>%n request with its answer, here and on the disk</numerusform>
            <numerusform>%n requests with their answers, here and on the disk</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::InterfaceModel</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::MainWindow</name>
    <message numerus="yes">
        <source>%n devices answered</source>
        <translation>
            <numerusform>%n device answered</numerusform>
            <numerusform>%n devices answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::NotesPopup</name>
    <message numerus="yes">
        <source>Add to %n device(s)</source>
        <translation>
            <numerusform>Add to %n device</numerusform>
            <numerusform>Add to %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ObservationsPage</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::PacketDetail</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::PacketsRoom</name>
    <message numerus="yes">
        <source>%n message(s) saved</source>
        <translation>
            <numerusform>%n message saved</numerusform>
            <numerusform>%n messages saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::PayloadTreeModel</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::RequestEditor</name>
    <message numerus="yes">
        <source>%n byte(s) in one message</source>
        <translation>
            <numerusform>%n byte in one message</numerusform>
            <numerusform>%n bytes in one message</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ResponseView</name>
    <message numerus="yes">
        <source>after %n retransmission(s)</source>
        <translation>
            <numerusform>after %n retransmission</numerusform>
            <numerusform>after %n retransmissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n block</numerusform>
            <numerusform>%n blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ScanText</name>
    <message numerus="yes">
        <source>%n devices answered, but nothing there is as the filters want it. Clear a filter to see them.</source>
        <translation>
            <numerusform>%n device answered, but nothing there is as the filters want it. Clear a filter to see it.</numerusform>
            <numerusform>%n devices answered, but nothing there is as the filters want it. Clear a filter to see them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers lost in the receive buffer: they came faster than they can be read. Raise it in Limits (Ctrl+K); it is %2 MiB.</source>
        <translation>
            <numerusform>%1 answer lost in the receive buffer: it came faster than it can be read. Raise it in Limits (Ctrl+K); it is %2 MiB.</numerusform>
            <numerusform>%1 answers lost in the receive buffer: they came faster than they can be read. Raise it in Limits (Ctrl+K); it is %2 MiB.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers came from more than %2 devices. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 answer came from more than %2 devices. Raise it in Limits (Ctrl+K).</numerusform>
            <numerusform>%1 answers came from more than %2 devices. Raise it in Limits (Ctrl+K).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers were more than %2 of one source. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 answer was more than %2 of one source. Raise it in Limits (Ctrl+K).</numerusform>
            <numerusform>%1 answers were more than %2 of one source. Raise it in Limits (Ctrl+K).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists were beyond the %2 MiB of one scan. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 list was beyond the %2 MiB of one scan. Raise it in Limits (Ctrl+K).</numerusform>
            <numerusform>%1 lists were beyond the %2 MiB of one scan. Raise it in Limits (Ctrl+K).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hosts</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resources</source>
        <translation>
            <numerusform>%n resource</numerusform>
            <numerusform>%n resources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addresses, one by one, in %1. Some networks take this for an attack: only where you may.</source>
        <translation>
            <numerusform>%n address in %1. Some networks take this for an attack: only where you may.</numerusform>
            <numerusform>%n addresses, one by one, in %1. Some networks take this for an attack: only where you may.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::SecurityHead</name>
    <message numerus="yes">
        <source>%n minutes without input</source>
        <translation>
            <numerusform>%n minute without input</numerusform>
            <numerusform>%n minutes without input</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::SessionPanel</name>
    <message numerus="yes">
        <source>%n up, DTLS 1.2</source>
        <translation>
            <numerusform>%n up, DTLS 1.2</numerusform>
            <numerusform>%n up, DTLS 1.2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::StatusStrip</name>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n observations</source>
        <translation>
            <numerusform>%n observation</numerusform>
            <numerusform>%n observations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n retransmissions</source>
        <translation>
            <numerusform>%n retransmission</numerusform>
            <numerusform>%n retransmissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not recorded</source>
        <translation>
            <numerusform>%n not recorded</numerusform>
            <numerusform>%n not recorded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>DTLS %n up</source>
        <translation>
            <numerusform>DTLS %n up</numerusform>
            <numerusform>DTLS %n up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discovering: %n answers</source>
        <translation>
            <numerusform>Discovering: %n answer</numerusform>
            <numerusform>Discovering: %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::SweepDetailModel</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::TestDetail</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeat(s)</source>
        <translation>
            <numerusform>%n repeat</numerusform>
            <numerusform>%n repeats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::TopBar</name>
    <message numerus="yes">
        <source>%n messages kept; the oldest leave first when it is full</source>
        <translation>
            <numerusform>%n message kept; the oldest leave first when it is full</numerusform>
            <numerusform>%n messages kept; the oldest leave first when it is full</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::WelcomePage</name>
    <message numerus="yes">
        <source>%n more in the menu beside Discover</source>
        <translation>
            <numerusform>%n more in the menu beside Discover</numerusform>
            <numerusform>%n more in the menu beside Discover</numerusform>
        </translation>
    </message>
</context>
</TS>
