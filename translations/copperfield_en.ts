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
