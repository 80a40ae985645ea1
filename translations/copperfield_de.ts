<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ByteSize</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cbor</name>
    <message>
        <source>date and time as text</source>
        <translation>Datum und Uhrzeit als Text</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>Sekunden seit 1970</translation>
    </message>
    <message>
        <source>a number beyond 64 bits</source>
        <translation>eine Zahl jenseits von 64 Bit</translation>
    </message>
    <message>
        <source>a number beyond 64 bits, negative</source>
        <translation>eine Zahl jenseits von 64 Bit, negativ</translation>
    </message>
    <message>
        <source>decimal fraction</source>
        <translation>Dezimalbruch</translation>
    </message>
    <message>
        <source>binary fraction</source>
        <translation>Binärbruch</translation>
    </message>
    <message>
        <source>COSE, encrypted</source>
        <translation>COSE, verschlüsselt</translation>
    </message>
    <message>
        <source>COSE, authenticated</source>
        <translation>COSE, authentisiert</translation>
    </message>
    <message>
        <source>COSE, signed</source>
        <translation>COSE, signiert</translation>
    </message>
    <message>
        <source>base64url in JSON</source>
        <translation>base64url in JSON</translation>
    </message>
    <message>
        <source>base64 in JSON</source>
        <translation>base64 in JSON</translation>
    </message>
    <message>
        <source>hex in JSON</source>
        <translation>Hex in JSON</translation>
    </message>
    <message>
        <source>CBOR in bytes</source>
        <translation>CBOR in Bytes</translation>
    </message>
    <message>
        <source>URI</source>
        <translation>URI</translation>
    </message>
    <message>
        <source>text in base64url</source>
        <translation>Text in base64url</translation>
    </message>
    <message>
        <source>text in base64</source>
        <translation>Text in base64</translation>
    </message>
    <message>
        <source>MIME message</source>
        <translation>MIME-Nachricht</translation>
    </message>
    <message>
        <source>UUID</source>
        <translation>UUID</translation>
    </message>
    <message>
        <source>text in a language</source>
        <translation>Text in einer Sprache</translation>
    </message>
    <message>
        <source>CBOR Web Token</source>
        <translation>CBOR Web Token</translation>
    </message>
    <message>
        <source>CBOR sequence in bytes</source>
        <translation>CBOR-Folge in Bytes</translation>
    </message>
    <message>
        <source>marks CBOR</source>
        <translation>kennzeichnet CBOR</translation>
    </message>
    <message>
        <source>half-precision float</source>
        <translation>Gleitkommazahl halber Genauigkeit</translation>
    </message>
    <message>
        <source>single-precision float</source>
        <translation>Gleitkommazahl einfacher Genauigkeit</translation>
    </message>
    <message>
        <source>double-precision float</source>
        <translation>Gleitkommazahl doppelter Genauigkeit</translation>
    </message>
    <message>
        <source>in pieces, of indefinite length</source>
        <translation>in Stücken, von unbestimmter Länge</translation>
    </message>
    <message>
        <source>of indefinite length</source>
        <translation>von unbestimmter Länge</translation>
    </message>
</context>
<context>
    <name>CollectionText</name>
    <message>
        <source>%1, at %2.</source>
        <translation>%1, bei %2.</translation>
    </message>
    <message>
        <source>bytes of the option: %1</source>
        <translation>Bytes der Option: %1</translation>
    </message>
    <message>
        <source>bytes %1–%2: %3</source>
        <translation>Bytes %1–%2: %3</translation>
    </message>
    <message>
        <source>%1 is %2, expected %3</source>
        <translation>%1 ist %2, erwartet %3</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 ist nicht da</translation>
    </message>
    <message>
        <source>The answer has no %1</source>
        <translation>Die Antwort hat kein %1</translation>
    </message>
    <message>
        <source>The answer has nothing at %1</source>
        <translation>Die Antwort hat nichts bei %1</translation>
    </message>
    <message>
        <source>The answer has nothing at %1, it goes as far as %2</source>
        <translation>Die Antwort hat nichts bei %1, sie reicht bis %2</translation>
    </message>
    <message>
        <source>“%1” names nothing: a path begins with / or with senml:</source>
        <translation>„%1“ benennt nichts: ein Pfad beginnt mit / oder mit senml:</translation>
    </message>
    <message>
        <source>The payload is no SenML pack, so there is no %1</source>
        <translation>Die Nutzdaten sind kein SenML-Pack, also gibt es kein %1</translation>
    </message>
    <message>
        <source>The payload breaks its format at byte %1, and %2 is not before it</source>
        <translation>Die Nutzdaten brechen ihr Format bei Byte %1, und %2 liegt nicht davor</translation>
    </message>
    <message>
        <source>%1 is %2, which cannot be compared by %3</source>
        <translation>%1 ist %2 und kann nicht mit %3 verglichen werden</translation>
    </message>
    <message>
        <source>%1 is %2, and it cannot be asked whether it is %3</source>
        <translation>%1 ist %2, und danach lässt sich nicht fragen, ob es %3 ist</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Round trip, ms</source>
        <translation>Umlaufzeit, ms</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>passt auf</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>ist da</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation>regulärer Ausdruck</translation>
    </message>
    <message>
        <source>64 hex digits</source>
        <translation>64 Hexziffern</translation>
    </message>
    <message>
        <source>Line %1 of this file is not JSON: %2.</source>
        <translation>Zeile %1 dieser Datei ist kein JSON: %2.</translation>
    </message>
    <message>
        <source>This file is larger than %1.</source>
        <translation>Diese Datei ist größer als %1.</translation>
    </message>
    <message>
        <source>This file is no collection of Copperfield.</source>
        <translation>Diese Datei ist keine Sammlung von Copperfield.</translation>
    </message>
    <message>
        <source>This collection has format version %1, and this program reads up to %2. Use a newer one.</source>
        <translation>Diese Sammlung hat die Formatversion %1, und dieses Programm liest bis %2. Nehmen Sie ein neueres.</translation>
    </message>
    <message>
        <source>There is no “%1” in a collection</source>
        <translation>Ein „%1“ gibt es in einer Sammlung nicht</translation>
    </message>
    <message>
        <source>“%1” is missing</source>
        <translation>„%1“ fehlt</translation>
    </message>
    <message>
        <source>Something is not a %1</source>
        <translation>Etwas ist kein %1</translation>
    </message>
    <message>
        <source>“%1” cannot stand there</source>
        <translation>„%1“ kann dort nicht stehen</translation>
    </message>
    <message>
        <source>There are more than %1</source>
        <translation>Es sind mehr als %1</translation>
    </message>
    <message>
        <source>Folders are more than %1 deep</source>
        <translation>Ordner sind mehr als %1 tief</translation>
    </message>
    <message>
        <source>A text has more than %1 characters</source>
        <translation>Ein Text hat mehr als %1 Zeichen</translation>
    </message>
    <message>
        <source>“%1” is there twice</source>
        <translation>„%1“ steht zweimal da</translation>
    </message>
    <message>
        <source>There is no variable named “%1”.</source>
        <translation>Es gibt keine Variable namens „%1“.</translation>
    </message>
    <message>
        <source>The variables go in a circle: %1.</source>
        <translation>Die Variablen gehen im Kreis: %1.</translation>
    </message>
    <message>
        <source>The text with the variable “%1” is too long.</source>
        <translation>Der Text mit der Variablen „%1“ ist zu lang.</translation>
    </message>
    <message>
        <source>The variable “%1” is more than %2 deep in others.</source>
        <translation>Die Variable „%1“ steckt mehr als %2 tief in anderen.</translation>
    </message>
    <message>
        <source>Block options follow from the block size under Advanced.</source>
        <translation>Block-Optionen folgen aus der Blockgröße unter Erweitert.</translation>
    </message>
    <message>
        <source>The payload is not hex.</source>
        <translation>Die Nutzdaten sind kein Hex.</translation>
    </message>
    <message>
        <source>The payload is not JSON: see byte %1.</source>
        <translation>Die Nutzdaten sind kein JSON: siehe Byte %1.</translation>
    </message>
    <message>
        <source>The payload is no diagnostic notation of CBOR: see byte %1.</source>
        <translation>Die Nutzdaten sind keine Diagnosenotation von CBOR: siehe Byte %1.</translation>
    </message>
    <message>
        <source>The file %1 is not there or cannot be read.</source>
        <translation>Die Datei %1 ist nicht da oder nicht lesbar.</translation>
    </message>
    <message>
        <source>A token is 0 to 8 bytes in hex.</source>
        <translation>Ein Token hat 0 bis 8 Bytes in Hex.</translation>
    </message>
    <message>
        <source>; it was to be saved as {{%1}}</source>
        <translation>; es sollte als {{%1}} gemerkt werden</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>cannot be sent</source>
        <translation>nicht zu senden</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation>%1 von %2 bestanden</translation>
    </message>
</context>
<context>
    <name>CommandImport</name>
    <message>
        <source>There is no method named “%1”.</source>
        <translation>Es gibt keine Methode namens „%1“.</translation>
    </message>
    <message>
        <source>“%1” is no Content-Format that is known here.</source>
        <translation>„%1“ ist kein Content-Format, das hier bekannt ist.</translation>
    </message>
    <message>
        <source>“%1” is no block size: 16, 32, 64, 128, 256, 512 or 1024.</source>
        <translation>„%1“ ist keine Blockgröße: 16, 32, 64, 128, 256, 512 oder 1024.</translation>
    </message>
    <message>
        <source>“%1” is no number that can stand there.</source>
        <translation>„%1“ ist keine Zahl, die dort stehen kann.</translation>
    </message>
    <message>
        <source>the payload from standard input</source>
        <translation>die Nutzdaten von der Standardeingabe</translation>
    </message>
    <message>
        <source>A token has at most 8 bytes.</source>
        <translation>Ein Token hat höchstens 8 Bytes.</translation>
    </message>
    <message>
        <source>There is no address in this command.</source>
        <translation>In diesem Befehl steht keine Adresse.</translation>
    </message>
    <message>
        <source>The address “%1” cannot be used: %2.</source>
        <translation>Die Adresse „%1“ ist nicht zu gebrauchen: %2.</translation>
    </message>
    <message>
        <source>“%1” is not hex.</source>
        <translation>„%1“ ist kein Hex.</translation>
    </message>
    <message>
        <source>“%1” is no option: a number, a comma and a text.</source>
        <translation>„%1“ ist keine Option: eine Zahl, ein Komma und ein Text.</translation>
    </message>
    <message>
        <source>the first block</source>
        <translation>der erste Block</translation>
    </message>
    <message>
        <source>%1: keys belong into Security</source>
        <translation>%1: Schlüssel gehören nach Sicherheit</translation>
    </message>
    <message>
        <source>%1 stands at the end, without its value.</source>
        <translation>%1 steht am Ende, ohne seinen Wert.</translation>
    </message>
    <message>
        <source>“copper %1” sends no request of this kind: get, put, post, delete, fetch, patch, ipatch and observe do.</source>
        <translation>„copper %1“ sendet keine solche Anfrage: get, put, post, delete, fetch, patch, ipatch und observe tun es.</translation>
    </message>
    <message>
        <source>This is too long for a command.</source>
        <translation>Das ist zu lang für einen Befehl.</translation>
    </message>
    <message>
        <source>A quote is opened in this command and not closed.</source>
        <translation>Ein Anführungszeichen in diesem Befehl wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>This is no command of copper, coap-client or aiocoap-client.</source>
        <translation>Das ist kein Befehl von copper, coap-client oder aiocoap-client.</translation>
    </message>
    <message>
        <source>“%1” is no Message ID: 0 to 65535.</source>
        <translation>„%1“ ist keine Message ID: 0 bis 65535.</translation>
    </message>
    <message>
        <source>observing, which goes by GET and FETCH</source>
        <translation>das Beobachten, das mit GET und FETCH geht</translation>
    </message>
</context>
<context>
    <name>CopperCommandText</name>
    <message>
        <source>%1, which is longer or shorter than it may be</source>
        <translation>%1, was länger oder kürzer ist als erlaubt</translation>
    </message>
    <message>
        <source>the payload</source>
        <translation>die Nutzdaten</translation>
    </message>
</context>
<context>
    <name>Credential</name>
    <message>
        <source>A key is needed: the one the device was given.</source>
        <translation>Es fehlt der Schlüssel: der, den das Gerät bekommen hat.</translation>
    </message>
    <message>
        <source>%1 hex digits: two make a byte, so one is missing or too many.</source>
        <translation>%1 Hexziffern: zwei sind ein Byte, also fehlt eine oder ist eine zu viel.</translation>
    </message>
    <message>
        <source>Character %1 is no hex digit. Hex has 0 to 9 and a to f.</source>
        <translation>Zeichen %1 ist keine Hexziffer. Hex hat 0 bis 9 und a bis f.</translation>
    </message>
    <message>
        <source>This is not base64: another character, or padding that does not fit.</source>
        <translation>Das ist kein Base64: ein anderes Zeichen oder unpassende Füllzeichen.</translation>
    </message>
    <message>
        <source>%1 bytes: mbedTLS takes 32 bytes at most.</source>
        <translation>%1 Bytes: mbedTLS nimmt höchstens 32 Bytes.</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>, right for most boards</source>
        <translation>, richtig für die meisten Boards</translation>
    </message>
    <message>
        <source>, short enough to guess</source>
        <translation>, kurz genug zum Erraten</translation>
    </message>
    <message>
        <source>, readable by anyone on the link</source>
        <translation>, für jeden auf der Strecke lesbar</translation>
    </message>
    <message>
        <source>An identity is needed: the device looks its key up by it.</source>
        <translation>Es fehlt die Identität: nach ihr sucht das Gerät seinen Schlüssel.</translation>
    </message>
    <message>
        <source>%1 bytes: an identity has %2 at most.</source>
        <translation>%1 Bytes: eine Identität hat höchstens %2.</translation>
    </message>
    <message>
        <source>A host, an address or a pattern is missing.</source>
        <translation>Es fehlt ein Host, eine Adresse oder ein Muster.</translation>
    </message>
    <message>
        <source>No host name is as long as this.</source>
        <translation>So lang ist kein Hostname.</translation>
    </message>
    <message>
        <source>%1: a port is a number from 1 to 65535.</source>
        <translation>%1: ein Port ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>%1 looks like an address and is none.</source>
        <translation>%1 sieht aus wie eine Adresse und ist keine.</translation>
    </message>
    <message>
        <source>%1: a range ends where it starts, or after. Write it like 192.168.20.100-119.</source>
        <translation>%1: ein Bereich endet nicht vor seinem Anfang. Schreiben Sie ihn wie 192.168.20.100-119.</translation>
    </message>
    <message>
        <source>%1: behind the stroke stands a number up to 32, for IPv6 up to 128.</source>
        <translation>%1: hinter dem Schrägstrich steht eine Zahl bis 32, bei IPv6 bis 128.</translation>
    </message>
    <message>
        <source>%1 is no host name.</source>
        <translation>%1 ist kein Hostname.</translation>
    </message>
    <message>
        <source>%1: a star stands alone, or in front: *.site7.local.</source>
        <translation>%1: ein Stern steht allein oder vorn: *.site7.local.</translation>
    </message>
    <message>
        <source>%1: an IPv6 address with a port is written [fe80::1]:5684.</source>
        <translation>%1: eine IPv6-Adresse mit Port schreibt man [fe80::1]:5684.</translation>
    </message>
    <message>
        <source>An identity has %1 bytes at most.</source>
        <translation>Eine Identität hat höchstens %1 Bytes.</translation>
    </message>
    <message>
        <source>mbedTLS takes 32 bytes at most.</source>
        <translation>mbedTLS nimmt höchstens 32 Bytes.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
        <source>The hint is too long.</source>
        <translation>Der Hinweis ist zu lang.</translation>
    </message>
    <message>
        <source>The note is too long.</source>
        <translation>Die Notiz ist zu lang.</translation>
    </message>
    <message>
        <source>The text is not UTF-8.</source>
        <translation>Der Text ist kein UTF-8.</translation>
    </message>
    <message>
        <source>At most %1 hosts or patterns fit into one.</source>
        <translation>Höchstens %1 Hosts oder Muster passen in einen Eintrag.</translation>
    </message>
    <message>
        <source>A cipher suite is named twice.</source>
        <translation>Eine Cipher-Suite ist doppelt genannt.</translation>
    </message>
    <message>
        <source>At most %1 keys are kept. Remove one first.</source>
        <translation>Höchstens %1 Schlüssel werden aufbewahrt. Entfernen Sie zuerst einen.</translation>
    </message>
    <message>
        <source>Another program removed this key meanwhile.</source>
        <translation>Ein anderes Programm hat diesen Schlüssel inzwischen entfernt.</translation>
    </message>
    <message>
        <source>The keys are not read yet.</source>
        <translation>Die Schlüssel sind noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation>Der Tresor ist verschlossen.</translation>
    </message>
    <message>
        <source>Unlock it first.</source>
        <translation>Schließen Sie ihn zuerst auf.</translation>
    </message>
    <message>
        <source>There is no vault.</source>
        <translation>Es gibt keinen Tresor.</translation>
    </message>
    <message>
        <source>The system keychain keeps the keys.</source>
        <translation>Der Schlüsselbund des Systems bewahrt die Schlüssel auf.</translation>
    </message>
    <message>
        <source>It was locked meanwhile.</source>
        <translation>Er wurde inzwischen verschlossen.</translation>
    </message>
    <message>
        <source>Not everything could be removed.</source>
        <translation>Nicht alles ließ sich entfernen.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder.</source>
        <translation>Prüfen Sie die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>The vault is not there any more.</source>
        <translation>Der Tresor ist nicht mehr da.</translation>
    </message>
    <message>
        <source>There is a file of this name already.</source>
        <translation>Eine Datei dieses Namens gibt es schon.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>This is not the password.</source>
        <translation>Das ist nicht das Passwort.</translation>
    </message>
    <message>
        <source>This file holds no keys of Copperfield.</source>
        <translation>Diese Datei enthält keine Schlüssel von Copperfield.</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>Sie blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>The file with the keys is damaged.</source>
        <translation>Die Datei mit den Schlüsseln ist beschädigt.</translation>
    </message>
    <message>
        <source>It is kept as %1.</source>
        <translation>Sie liegt als %1 daneben.</translation>
    </message>
    <message>
        <source>The file asks for more memory or work than is ever tried.</source>
        <translation>Die Datei verlangt mehr Speicher oder Arbeit, als je versucht wird.</translation>
    </message>
    <message>
        <source>A later version of Copperfield wrote it.</source>
        <translation>Eine spätere Version von Copperfield hat sie geschrieben.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It could not be written; nothing has changed.</source>
        <translation>Es ließ sich nicht schreiben; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>The vault would be too large.</source>
        <translation>Der Tresor würde zu groß.</translation>
    </message>
    <message>
        <source>Another program is writing the keys.</source>
        <translation>Ein anderes Programm schreibt gerade die Schlüssel.</translation>
    </message>
    <message>
        <source>There is not enough memory to check the password.</source>
        <translation>Der Speicher reicht nicht, um das Passwort zu prüfen.</translation>
    </message>
    <message>
        <source>The system keychain is not there.</source>
        <translation>Der Schlüsselbund des Systems ist nicht da.</translation>
    </message>
    <message>
        <source>The system keychain is locked.</source>
        <translation>Der Schlüsselbund des Systems ist verschlossen.</translation>
    </message>
    <message>
        <source>Unlock it, then save again.</source>
        <translation>Schließen Sie ihn auf und speichern Sie noch einmal.</translation>
    </message>
    <message>
        <source>The system keychain does not answer.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
    </message>
    <message>
        <source>Nothing has changed; try again.</source>
        <translation>Nichts hat sich geändert; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The system keychain has no such key.</source>
        <translation>Der Schlüsselbund des Systems hat diesen Schlüssel nicht.</translation>
    </message>
    <message>
        <source>The system keychain refused.</source>
        <translation>Der Schlüsselbund des Systems hat abgelehnt.</translation>
    </message>
    <message>
        <source>System keychain</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>This run only</source>
        <translation>Nur bis zum Beenden</translation>
    </message>
    <message>
        <source>Asking the system keychain</source>
        <translation>Der Schlüsselbund des Systems wird gefragt</translation>
    </message>
    <message>
        <source>Opens with your login</source>
        <translation>Öffnet sich mit Ihrer Anmeldung</translation>
    </message>
    <message>
        <source>One encrypted file with a password of its own</source>
        <translation>Eine verschlüsselte Datei mit eigenem Passwort</translation>
    </message>
    <message>
        <source>Gone when Copperfield ends; a vault keeps it</source>
        <translation>Weg, wenn Copperfield endet; ein Tresor bewahrt ihn</translation>
    </message>
    <message>
        <source>no system keychain answers</source>
        <translation>kein Schlüsselbund des Systems antwortet</translation>
    </message>
    <message>
        <source>the system keychain is locked</source>
        <translation>der Schlüsselbund des Systems ist verschlossen</translation>
    </message>
    <message>
        <source>the system keychain did not answer within 2 s</source>
        <translation>der Schlüsselbund des Systems hat in 2 s nicht geantwortet</translation>
    </message>
    <message>
        <source>%1, kept in the system keychain</source>
        <translation>%1, im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Kept in the vault, which is locked</source>
        <translation>Im Tresor, der verschlossen ist</translation>
    </message>
    <message>
        <source>%1, kept in the vault</source>
        <translation>%1, im Tresor</translation>
    </message>
    <message>
        <source>%1, kept in this run only</source>
        <translation>%1, nur bis zum Beenden</translation>
    </message>
    <message>
        <source>works</source>
        <translation>geht</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>All four, CCM_8 first</source>
        <translation>Alle vier, zuerst CCM_8</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>nur %1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, dann </translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>CredentialReach</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>Matches %1.</source>
        <translation>Passt auf %1.</translation>
    </message>
    <message>
        <source>For %1 “%2” is as specific: the one changed last is used.</source>
        <translation>Für %1 ist „%2“ ebenso genau: der zuletzt geänderte gilt.</translation>
    </message>
    <message>
        <source>For %1 “%2” is more specific and is used instead.</source>
        <translation>Für %1 ist „%2“ genauer und gilt stattdessen.</translation>
    </message>
    <message>
        <source>%1 matches no device known now.</source>
        <translation>%1 passt auf kein Gerät, das jetzt bekannt ist.</translation>
    </message>
</context>
<context>
    <name>DeviceState</name>
    <message>
        <source>%1 transmissions</source>
        <translation>%1 Sendungen</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>veraltet %1</translation>
    </message>
    <message>
        <source>gone %1</source>
        <translation>weg %1</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>quiet for %1</source>
        <translation>still seit %1</translation>
    </message>
    <message>
        <source>never heard; unanswered since %1%2</source>
        <translation>nie gehört; ohne Antwort seit %1%2</translation>
    </message>
    <message>
        <source>unanswered since %1%2; quiet for %3</source>
        <translation>ohne Antwort seit %1%2; still seit %3</translation>
    </message>
    <message>
        <source>resource directory: registration</source>
        <translation>Ressourcenverzeichnis: Anmeldung</translation>
    </message>
    <message>
        <source>resource directory: look-up of resources</source>
        <translation>Ressourcenverzeichnis: Suche nach Ressourcen</translation>
    </message>
    <message>
        <source>resource directory: look-up of endpoints</source>
        <translation>Ressourcenverzeichnis: Suche nach Endpunkten</translation>
    </message>
    <message>
        <source>%1: a state is one of %2</source>
        <translation>%1: ein Zustand ist eines von %2</translation>
    </message>
    <message>
        <source>%1: is: takes one of %2</source>
        <translation>%1: is: nimmt eines von %2</translation>
    </message>
    <message>
        <source>%1: a number is needed, such as value&gt;30</source>
        <translation>%1: hier muss eine Zahl stehen, etwa value&gt;30</translation>
    </message>
    <message>
        <source>%1: the closing quote is missing</source>
        <translation>%1: das schließende Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>%1 and what follows it is left out: at most %2 words count</source>
        <translation>%1 und was folgt, bleibt weg: höchstens %2 Wörter zählen</translation>
    </message>
</context>
<context>
    <name>Diff</name>
    <message>
        <source>added</source>
        <translation>hinzugekommen</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>other type</source>
        <translation>anderer Typ</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation>Byte %1</translation>
    </message>
    <message>
        <source>the whole payload</source>
        <translation>die ganzen Nutzdaten</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>No answer from the device.</source>
        <translation>Keine Antwort vom Gerät.</translation>
    </message>
    <message>
        <source>Check that it is on and in reach; a slow device may need a longer ACK_TIMEOUT under Advanced.</source>
        <translation>Prüfen Sie, ob es an und erreichbar ist; ein langsames Gerät braucht vielleicht ein längeres ACK_TIMEOUT unter Erweitert.</translation>
    </message>
    <message>
        <source>The device answered with a Reset.</source>
        <translation>Das Gerät antwortete mit einem Reset.</translation>
    </message>
    <message>
        <source>It received the message and does not know what it belongs to. Send the request again.</source>
        <translation>Es bekam die Nachricht und weiß nicht, wozu sie gehört. Senden Sie die Anfrage noch einmal.</translation>
    </message>
    <message>
        <source>Nothing listens at this address.</source>
        <translation>Unter dieser Adresse hört niemand zu.</translation>
    </message>
    <message>
        <source>Check address and port, and that the device&apos;s CoAP server is running.</source>
        <translation>Prüfen Sie Adresse und Port, und ob der CoAP-Server des Geräts läuft.</translation>
    </message>
    <message>
        <source>The host name has no address.</source>
        <translation>Der Rechnername hat keine Adresse.</translation>
    </message>
    <message>
        <source>Check the spelling, or use the IP address.</source>
        <translation>Prüfen Sie die Schreibweise oder nehmen Sie die IP-Adresse.</translation>
    </message>
    <message>
        <source>No network interface can send this.</source>
        <translation>Keine Netzschnittstelle kann das senden.</translation>
    </message>
    <message>
        <source>Connect to a network, or choose another interface in the discovery menu.</source>
        <translation>Schließen Sie ein Netz an oder wählen Sie im Suchmenü eine andere Schnittstelle.</translation>
    </message>
    <message>
        <source>This is not a CoAP address.</source>
        <translation>Das ist keine CoAP-Adresse.</translation>
    </message>
    <message>
        <source>Write it like coap://192.168.1.7/sensors/temp.</source>
        <translation>Schreiben Sie sie wie coap://192.168.1.7/sensors/temp.</translation>
    </message>
    <message>
        <source>This version cannot use this scheme.</source>
        <translation>Diese Version kann dieses Schema nicht benutzen.</translation>
    </message>
    <message>
        <source>The answer breaks the protocol.</source>
        <translation>Die Antwort verletzt das Protokoll.</translation>
    </message>
    <message>
        <source>Look at the message in Packets: it names the byte and the rule.</source>
        <translation>Sehen Sie die Nachricht unter Pakete an: dort stehen Byte und Regel.</translation>
    </message>
    <message>
        <source>The body is too large.</source>
        <translation>Der Körper ist zu groß.</translation>
    </message>
    <message>
        <source>The value kept changing while it was fetched.</source>
        <translation>Der Wert änderte sich immer wieder, während er gelesen wurde.</translation>
    </message>
    <message>
        <source>Try again, or ask for larger blocks so that it takes fewer messages.</source>
        <translation>Versuchen Sie es noch einmal oder verlangen Sie größere Blöcke, damit es weniger Nachrichten braucht.</translation>
    </message>
    <message>
        <source>The device refused the transfer.</source>
        <translation>Das Gerät lehnte die Übertragung ab.</translation>
    </message>
    <message>
        <source>It may lack room or have lost earlier blocks. Try a smaller block size.</source>
        <translation>Vielleicht fehlt ihm Platz, oder es verlor frühere Blöcke. Versuchen Sie eine kleinere Blockgröße.</translation>
    </message>
    <message>
        <source>The device answered with an error.</source>
        <translation>Das Gerät antwortete mit einem Fehler.</translation>
    </message>
    <message>
        <source>The link to the device was lost.</source>
        <translation>Die Verbindung zum Gerät ging verloren.</translation>
    </message>
    <message>
        <source>Retry goes on where it stopped if the device still knows the first part.</source>
        <translation>Ein neuer Versuch macht weiter, wo es aufhörte, wenn das Gerät den ersten Teil noch kennt.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Too many requests are open.</source>
        <translation>Zu viele Anfragen sind offen.</translation>
    </message>
    <message>
        <source>Wait until some are answered, or stop an observation.</source>
        <translation>Warten Sie, bis einige beantwortet sind, oder beenden Sie eine Beobachtung.</translation>
    </message>
    <message>
        <source>The file to send cannot be read.</source>
        <translation>Die zu sendende Datei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Check that it exists and that you may read it.</source>
        <translation>Prüfen Sie, ob es sie gibt und Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>The file for the answer cannot be written.</source>
        <translation>Die Datei für die Antwort lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Wählen Sie einen anderen Ordner oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>What was read back is not the image.</source>
        <translation>Was zurückgelesen wurde, ist nicht das Image.</translation>
    </message>
    <message>
        <source>Do not restart the device; send the image again.</source>
        <translation>Starten Sie das Gerät nicht neu; senden Sie das Image noch einmal.</translation>
    </message>
    <message>
        <source>This is not built yet.</source>
        <translation>Das ist noch nicht gebaut.</translation>
    </message>
    <message>
        <source>The local socket could not be opened.</source>
        <translation>Die lokale Verbindung ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Another program may use the port; choose another local address.</source>
        <translation>Vielleicht benutzt ein anderes Programm den Port; wählen Sie eine andere lokale Adresse.</translation>
    </message>
    <message numerus="yes">
        <source>The device asks to wait %n second(s).</source>
        <translation>
            <numerusform>Das Gerät bittet, %n Sekunde zu warten.</numerusform>
            <numerusform>Das Gerät bittet, %n Sekunden zu warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>unerreichbar</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>no interface</source>
        <translation>keine Schnittstelle</translation>
    </message>
    <message>
        <source>bad address</source>
        <translation>falsche Adresse</translation>
    </message>
    <message>
        <source>bad scheme</source>
        <translation>falsches Schema</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>kept changing</source>
        <translation>ändert sich ständig</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>link lost</source>
        <translation>Verbindung weg</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>limit reached</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>file unreadable</source>
        <translation>Datei unlesbar</translation>
    </message>
    <message>
        <source>not written</source>
        <translation>nicht geschrieben</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>not built yet</source>
        <translation>noch nicht gebaut</translation>
    </message>
    <message>
        <source>no socket</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>The list is full. Remove a device first.</source>
        <translation>Die Liste ist voll. Entfernen Sie zuerst ein Gerät.</translation>
    </message>
    <message>
        <source>Save the answer to a file instead, or raise the limit in Limits (Ctrl+K).</source>
        <translation>Die Antwort stattdessen in einer Datei speichern oder die Grenze unter „Grenzen“ (Strg+K) anheben.</translation>
    </message>
    <message>
        <source>The secure session could not be made.</source>
        <translation>Die sichere Sitzung kam nicht zustande.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>no secure session</source>
        <translation>keine sichere Sitzung</translation>
    </message>
    <message>
        <source>Use coap:// over UDP, or coaps:// over DTLS.</source>
        <translation>Nehmen Sie coap:// über UDP oder coaps:// über DTLS.</translation>
    </message>
    <message>
        <source>This device is reached by coaps, which needs a key, and none is for it.</source>
        <translation>Dieses Gerät ist über coaps erreichbar; das braucht einen Schlüssel, und keiner ist für es da.</translation>
    </message>
    <message>
        <source>Add one in Security, used for this host. It is never asked in the clear instead.</source>
        <translation>Fügen Sie unter Sicherheit einen für diesen Host hinzu. Im Klartext wird es nie stattdessen gefragt.</translation>
    </message>
    <message>
        <source>Check identity and key in Security; Test again there shows the step that fails.</source>
        <translation>Prüfen Sie unter Sicherheit Identität und Schlüssel; „Erneut prüfen“ zeigt dort den Schritt, an dem es scheitert.</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>shorter than the four bytes of a header</source>
        <translation>kürzer als die vier Bytes eines Kopfes</translation>
    </message>
    <message>
        <source>the version is not 1, the message is ignored</source>
        <translation>die Version ist nicht 1, die Nachricht wird übergangen</translation>
    </message>
    <message>
        <source>token lengths above 8 are reserved</source>
        <translation>Token-Längen über 8 sind vorbehalten</translation>
    </message>
    <message>
        <source>the message ends inside the token</source>
        <translation>die Nachricht endet im Token</translation>
    </message>
    <message>
        <source>option delta 15 is reserved</source>
        <translation>Options-Delta 15 ist vorbehalten</translation>
    </message>
    <message>
        <source>option length 15 is reserved</source>
        <translation>Options-Länge 15 ist vorbehalten</translation>
    </message>
    <message>
        <source>the message ends inside an option</source>
        <translation>die Nachricht endet in einer Option</translation>
    </message>
    <message>
        <source>the option number goes beyond 65535</source>
        <translation>die Optionsnummer geht über 65535 hinaus</translation>
    </message>
    <message>
        <source>a payload marker without a payload</source>
        <translation>eine Nutzlastmarke ohne Nutzlast</translation>
    </message>
    <message>
        <source>an Empty message must end after the Message ID</source>
        <translation>eine leere Nachricht muss nach der Message ID enden</translation>
    </message>
    <message>
        <source>this code class is reserved</source>
        <translation>diese Code-Klasse ist vorbehalten</translation>
    </message>
    <message>
        <source>signalling codes belong to TCP and WebSockets</source>
        <translation>Signalcodes gehören zu TCP und WebSockets</translation>
    </message>
    <message>
        <source>a Non-confirmable message cannot be Empty</source>
        <translation>eine Non-confirmable-Nachricht kann nicht leer sein</translation>
    </message>
    <message>
        <source>a Reset must be Empty</source>
        <translation>ein Reset muss leer sein</translation>
    </message>
    <message>
        <source>an Acknowledgement cannot carry a request</source>
        <translation>ein Acknowledgement kann keine Anfrage tragen</translation>
    </message>
    <message>
        <source>this method is not registered</source>
        <translation>diese Methode ist nicht registriert</translation>
    </message>
    <message>
        <source>this response code is not registered</source>
        <translation>dieser Antwortcode ist nicht registriert</translation>
    </message>
    <message>
        <source>unknown critical option, must be refused</source>
        <translation>unbekannte kritische Option, muss abgelehnt werden</translation>
    </message>
    <message>
        <source>unknown elective option, may be ignored</source>
        <translation>unbekannte elektive Option, darf übergangen werden</translation>
    </message>
    <message>
        <source>the option&apos;s length is outside its definition</source>
        <translation>die Länge der Option liegt außerhalb ihrer Definition</translation>
    </message>
    <message>
        <source>this option may stand only once</source>
        <translation>diese Option darf nur einmal stehen</translation>
    </message>
    <message>
        <source>the option&apos;s text is not UTF-8</source>
        <translation>der Text der Option ist kein UTF-8</translation>
    </message>
    <message>
        <source>a number with leading zeros, accepted all the same</source>
        <translation>eine Zahl mit führenden Nullen, trotzdem angenommen</translation>
    </message>
    <message>
        <source>&quot;.&quot; and &quot;..&quot; are not allowed in a path</source>
        <translation>„.“ und „..“ sind in einem Pfad nicht erlaubt</translation>
    </message>
    <message>
        <source>block size 7 is reserved over UDP</source>
        <translation>Blockgröße 7 ist über UDP vorbehalten</translation>
    </message>
    <message>
        <source>more blocks follow, but this one is not full</source>
        <translation>weitere Blöcke folgen, aber dieser ist nicht voll</translation>
    </message>
    <message>
        <source>this is the last block number, none can follow</source>
        <translation>dies ist die letzte Blocknummer, keine kann folgen</translation>
    </message>
    <message>
        <source>the payload should be text and is not UTF-8</source>
        <translation>die Nutzlast sollte Text sein und ist kein UTF-8</translation>
    </message>
    <message>
        <source>byte %1: %2</source>
        <translation>Byte %1: %2</translation>
    </message>
</context>
<context>
    <name>Firmware</name>
    <message>
        <source>4.08, the device lost earlier blocks</source>
        <translation>4.08, das Gerät hat frühere Blöcke verloren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In der Schlange</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Verbindung weg</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Failed at block %1</source>
        <translation>Fehlgeschlagen bei Block %1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>goes when a place is free</source>
        <translation>beginnt, wenn ein Platz frei ist</translation>
    </message>
    <message>
        <source>block %1 of %2, </source>
        <translation>Block %1 von %2, </translation>
    </message>
    <message>
        <source>the device asked for %1 bytes</source>
        <translation>das Gerät verlangt %1 Bytes</translation>
    </message>
    <message>
        <source>%1 bytes each</source>
        <translation>je %1 Bytes</translation>
    </message>
    <message>
        <source>by you at %1, survives a restart</source>
        <translation>von Ihnen um %1, übersteht einen Neustart</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>keeps %1 blocks, no answer for %2</source>
        <translation>behält %1 Blöcke, keine Antwort seit %2</translation>
    </message>
    <message>
        <source>reading %1 back</source>
        <translation>liest %1 zurück</translation>
    </message>
    <message>
        <source>read back, SHA-256 matches</source>
        <translation>zurückgelesen, SHA-256 stimmt</translation>
    </message>
    <message>
        <source>version %1 read back, SHA-256 matches</source>
        <translation>Version %1 zurückgelesen, SHA-256 stimmt</translation>
    </message>
    <message>
        <source>%1, not read back</source>
        <translation>%1, nicht zurückgelesen</translation>
    </message>
    <message>
        <source>by you at %1</source>
        <translation>von Ihnen um %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>%1 MiB/s</source>
        <translation>%1 MiB/s</translation>
    </message>
    <message>
        <source>%1 KiB/s</source>
        <translation>%1 KiB/s</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 von %2 Bytes</translation>
    </message>
    <message>
        <source>%1 of %2 KiB</source>
        <translation>%1 von %2 KiB</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>in der Schlange</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>block %1 sent</source>
        <translation>Block %1 gesendet</translation>
    </message>
    <message>
        <source>block %1 sent %2 times</source>
        <translation>Block %1 %2-mal gesendet</translation>
    </message>
    <message>
        <source>the device asked for blocks of %1 bytes</source>
        <translation>das Gerät verlangt Blöcke von %1 Bytes</translation>
    </message>
    <message>
        <source>began again at block 0</source>
        <translation>begann wieder bei Block 0</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>fortgesetzt</translation>
    </message>
    <message>
        <source>link lost: no answer for 10 s</source>
        <translation>Verbindung weg: keine Antwort seit 10 s</translation>
    </message>
    <message>
        <source>the device answers again</source>
        <translation>das Gerät antwortet wieder</translation>
    </message>
    <message>
        <source>reading back</source>
        <translation>liest zurück</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>all blocks confirmed</source>
        <translation>alle Blöcke bestätigt</translation>
    </message>
    <message>
        <source>failed at block %1</source>
        <translation>fehlgeschlagen bei Block %1</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Choose an image to send.</source>
        <translation>Wählen Sie ein Image zum Senden.</translation>
    </message>
    <message>
        <source>The image cannot be read. Check that the file is there and that you may read it.</source>
        <translation>Das Image ist nicht lesbar. Prüfen Sie, ob die Datei da ist und Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>The image is empty. Choose another file.</source>
        <translation>Das Image ist leer. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The image is too large for blocks of %1 bytes: a block number has 20 bits (RFC 7959). Choose larger blocks.</source>
        <translation>Das Image ist zu groß für Blöcke von %1 Bytes: eine Blocknummer hat 20 Bit (RFC 7959). Wählen Sie größere Blöcke.</translation>
    </message>
    <message>
        <source>The block size has to be a power of two from 16 to 1024.</source>
        <translation>Die Blockgröße muss eine Zweierpotenz von 16 bis 1024 sein.</translation>
    </message>
    <message>
        <source>Choose the devices to update.</source>
        <translation>Wählen Sie die zu aktualisierenden Geräte.</translation>
    </message>
    <message>
        <source>SHA-256 matches; the device still runs %1</source>
        <translation>SHA-256 stimmt; das Gerät läuft noch mit %1</translation>
    </message>
    <message>
        <source>its record is damaged and was set aside: begins at block 0</source>
        <translation>der Merkzettel ist beschädigt und wurde beiseitegelegt: beginnt bei Block 0</translation>
    </message>
</context>
<context>
    <name>ForeignCommand</name>
    <message>
        <source>the retransmission parameters</source>
        <translation>die Parameter der Wiederholung</translation>
    </message>
    <message>
        <source>the address to send from</source>
        <translation>die Adresse, von der gesendet wird</translation>
    </message>
    <message>
        <source>the key, which is in no command</source>
        <translation>der Schlüssel, der in keinem Befehl steht</translation>
    </message>
    <message>
        <source>the payload, which is too long for a command line</source>
        <translation>die Nutzdaten, die für eine Befehlszeile zu lang sind</translation>
    </message>
    <message>
        <source>the token</source>
        <translation>das Token</translation>
    </message>
    <message>
        <source>the payload: save it and write --payload @FILE</source>
        <translation>die Nutzdaten: speichern und --payload @FILE schreiben</translation>
    </message>
    <message>
        <source>the block size</source>
        <translation>die Blockgröße</translation>
    </message>
    <message>
        <source>the time limit</source>
        <translation>die Zeitgrenze</translation>
    </message>
</context>
<context>
    <name>Handshake</name>
    <message>
        <source>Nothing answered the handshake.</source>
        <translation>Auf den Handshake kam keine Antwort.</translation>
    </message>
    <message>
        <source>Check that the device is on, in reach, and speaks DTLS on this port.</source>
        <translation>Prüfen Sie, ob das Gerät an und erreichbar ist und auf diesem Port DTLS spricht.</translation>
    </message>
    <message>
        <source>Nobody listens for DTLS at this port.</source>
        <translation>An diesem Port wartet niemand auf DTLS.</translation>
    </message>
    <message>
        <source>Check the port; coaps has 5684 unless the device says otherwise.</source>
        <translation>Prüfen Sie den Port; coaps hat 5684, wenn das Gerät nichts anderes sagt.</translation>
    </message>
    <message>
        <source>No cipher suite is common to both.</source>
        <translation>Keine Cipher-Suite ist beiden gemeinsam.</translation>
    </message>
    <message>
        <source>Allow all suites for this key; a device that wants certificates cannot be reached.</source>
        <translation>Erlauben Sie für diesen Schlüssel alle Suites; ein Gerät, das Zertifikate verlangt, ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The device does not know this identity.</source>
        <translation>Das Gerät kennt diese Identität nicht.</translation>
    </message>
    <message>
        <source>Check the identity on the device, or enter the one it was given.</source>
        <translation>Prüfen Sie die Identität am Gerät oder geben Sie die ein, die es bekommen hat.</translation>
    </message>
    <message>
        <source>The key is wrong.</source>
        <translation>Der Schlüssel ist falsch.</translation>
    </message>
    <message>
        <source>The device knows the identity and has another key for it. Enter that one.</source>
        <translation>Das Gerät kennt die Identität und hat einen anderen Schlüssel für sie. Geben Sie den ein.</translation>
    </message>
    <message>
        <source>The key is probably wrong: the device fell silent after Finished.</source>
        <translation>Der Schlüssel ist vermutlich falsch: das Gerät schwieg nach Finished.</translation>
    </message>
    <message>
        <source>Most devices say nothing to a wrong key. Enter the one the device has.</source>
        <translation>Die meisten Geräte sagen zu einem falschen Schlüssel nichts. Geben Sie den ein, den das Gerät hat.</translation>
    </message>
    <message>
        <source>The device began to answer and fell silent.</source>
        <translation>Das Gerät begann zu antworten und verstummte.</translation>
    </message>
    <message>
        <source>It may have restarted, or the link is bad. Try again.</source>
        <translation>Vielleicht hat es neu gestartet, oder die Strecke ist schlecht. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The device closed the session.</source>
        <translation>Das Gerät hat die Sitzung beendet.</translation>
    </message>
    <message>
        <source>The next request makes a new one.</source>
        <translation>Die nächste Anfrage beginnt eine neue.</translation>
    </message>
    <message>
        <source>The device refused with alert %1.</source>
        <translation>Das Gerät hat mit Alert %1 abgelehnt.</translation>
    </message>
    <message>
        <source>RFC 5246 §7.2.2 lists the alerts; look at its packets.</source>
        <translation>RFC 5246 §7.2.2 nennt die Alerts; sehen Sie sich die Pakete an.</translation>
    </message>
    <message>
        <source>What came back breaks DTLS 1.2.</source>
        <translation>Was zurückkam, verletzt DTLS 1.2.</translation>
    </message>
    <message>
        <source>Look at its packets. Does something else listen at this port?</source>
        <translation>Sehen Sie sich die Pakete an. Wartet an diesem Port etwas anderes?</translation>
    </message>
    <message>
        <source>Too many sessions are up.</source>
        <translation>Zu viele Sitzungen stehen.</translation>
    </message>
    <message>
        <source>End one in Security.</source>
        <translation>Beenden Sie unter Sicherheit eine.</translation>
    </message>
    <message>
        <source>The device began a new session.</source>
        <translation>Das Gerät hat eine neue Sitzung begonnen.</translation>
    </message>
    <message>
        <source>It may have restarted. Try again.</source>
        <translation>Vielleicht hat es neu gestartet. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Auflösen</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1, Port %2</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>the device asked for a cookie and got it</source>
        <translation>das Gerät verlangte ein Cookie und bekam es</translation>
    </message>
    <message>
        <source>no identity hint</source>
        <translation>kein Identitätshinweis</translation>
    </message>
    <message>
        <source>identity hint “%1”</source>
        <translation>Identitätshinweis „%1“</translation>
    </message>
    <message>
        <source>identity %1</source>
        <translation>Identität %1</translation>
    </message>
    <message>
        <source>both sides hold the same key</source>
        <translation>beide Seiten haben denselben Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>%n suites offered</source>
        <translation>
            <numerusform>%n Suite angeboten</numerusform>
            <numerusform>%n Suites angeboten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Option</name>
    <message>
        <source>Give a value</source>
        <translation>Geben Sie einen Wert an</translation>
    </message>
    <message>
        <source>No option has this name; a number from 0 to 65535 works too</source>
        <translation>Keine Option heißt so; eine Zahl von 0 bis 65535 geht auch</translation>
    </message>
    <message>
        <source>Option numbers end at 65535</source>
        <translation>Optionsnummern enden bei 65535</translation>
    </message>
    <message>
        <source>This option takes a whole number</source>
        <translation>Diese Option nimmt eine ganze Zahl</translation>
    </message>
    <message>
        <source>After 0x come pairs of hex digits</source>
        <translation>Nach 0x kommen Paare von Hexziffern</translation>
    </message>
    <message>
        <source>This option has no value</source>
        <translation>Diese Option hat keinen Wert</translation>
    </message>
    <message>
        <source>This option takes %1 to %2 bytes</source>
        <translation>Diese Option nimmt %1 bis %2 Bytes</translation>
    </message>
</context>
<context>
    <name>Packets</name>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>In/out</source>
        <translation>Ein/aus</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>MID</source>
        <translation>MID</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Options, outcome</source>
        <translation>Optionen, Ergebnis</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message numerus="yes">
        <source>%n retransmission(s)</source>
        <translation>
            <numerusform>%n Wiederholung</numerusform>
            <numerusform>%n Wiederholungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n Duplikat</numerusform>
            <numerusform>%n Duplikate</numerusform>
        </translation>
    </message>
    <message>
        <source>observing</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>CoAP ping</source>
        <translation>CoAP-Ping</translation>
    </message>
    <message>
        <source>Rejected bytes</source>
        <translation>Abgewiesene Bytes</translation>
    </message>
    <message>
        <source>Without a request</source>
        <translation>Ohne Anfrage</translation>
    </message>
    <message>
        <source>multicast</source>
        <translation>Multicast</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n Block</numerusform>
            <numerusform>%n Blöcke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>separate response</source>
        <translation>getrennte Antwort</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>In a DTLS record; shown decrypted</source>
        <translation>In einem DTLS-Record; entschlüsselt gezeigt</translation>
    </message>
    <message>
        <source>In the clear</source>
        <translation>Im Klartext</translation>
    </message>
    <message>
        <source>In a DTLS record, epoch %1, sequence %2; shown decrypted</source>
        <translation>In einem DTLS-Record, Epoche %1, Sequenz %2; entschlüsselt gezeigt</translation>
    </message>
    <message>
        <source>alert %1</source>
        <translation>Alert %1</translation>
    </message>
    <message>
        <source>%1, resumed</source>
        <translation>%1, wiederaufgenommen</translation>
    </message>
    <message>
        <source>DTLS handshake</source>
        <translation>DTLS-Handshake</translation>
    </message>
    <message>
        <source>DTLS records</source>
        <translation>DTLS-Records</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Record</numerusform>
            <numerusform>%n Records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>not observed</source>
        <translation>nicht beobachtet</translation>
    </message>
    <message>
        <source>Chart %1</source>
        <translation>Diagramm %1</translation>
    </message>
    <message>
        <source>Stop observing %1</source>
        <translation>%1 nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Observe %1</source>
        <translation>%1 beobachten</translation>
    </message>
    <message>
        <source>Show packets of %1</source>
        <translation>Pakete von %1 zeigen</translation>
    </message>
</context>
<context>
    <name>Payload</name>
    <message>
        <source>This is not what its Content-Format says</source>
        <translation>Das ist nicht, was das Content-Format sagt</translation>
    </message>
    <message>
        <source>The payload ends too early</source>
        <translation>Die Nutzlast endet zu früh</translation>
    </message>
    <message>
        <source>The text is not UTF-8</source>
        <translation>Der Text ist kein UTF-8</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n Link</numerusform>
            <numerusform>%n Links</numerusform>
        </translation>
    </message>
    <message>
        <source>Nested deeper than the 64 levels that are shown; Hex has it all</source>
        <translation>Tiefer verschachtelt als die 64 Ebenen, die gezeigt werden; Hex hat alles</translation>
    </message>
    <message>
        <source>More values than are shown here; Hex has them all</source>
        <translation>Mehr Werte, als hier gezeigt werden; Hex hat alle</translation>
    </message>
    <message>
        <source>CBOR sequence</source>
        <translation>CBOR-Folge</translation>
    </message>
</context>
<context>
    <name>PayloadExample</name>
    <message>
        <source>A switch: on</source>
        <translation>Ein Schalter: an</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Eine Zahl</translation>
    </message>
    <message>
        <source>JSON object</source>
        <translation>JSON-Objekt</translation>
    </message>
    <message>
        <source>JSON merge patch (RFC 7396)</source>
        <translation>JSON Merge Patch (RFC 7396)</translation>
    </message>
    <message>
        <source>CBOR map</source>
        <translation>CBOR-Map</translation>
    </message>
    <message>
        <source>CBOR with a time, bytes and a bignum</source>
        <translation>CBOR mit Zeit, Bytes und einer großen Zahl</translation>
    </message>
    <message>
        <source>SenML: one measured value</source>
        <translation>SenML: ein Messwert</translation>
    </message>
    <message>
        <source>SenML: several, with base name and time</source>
        <translation>SenML: mehrere, mit Basisname und -zeit</translation>
    </message>
    <message>
        <source>Links to register (RFC 9176)</source>
        <translation>Links zum Anmelden (RFC 9176)</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>PayloadForm</name>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>a link begins with &lt; and its target</source>
        <translation>ein Link beginnt mit &lt; und seinem Ziel</translation>
    </message>
    <message>
        <source>the &gt; behind the target is missing</source>
        <translation>das &gt; hinter dem Ziel fehlt</translation>
    </message>
    <message>
        <source>the closing quotation mark is missing</source>
        <translation>das schließende Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>an attribute needs a name</source>
        <translation>ein Attribut braucht einen Namen</translation>
    </message>
    <message>
        <source>a comma or a semicolon belongs here</source>
        <translation>hierhin gehört ein Komma oder Semikolon</translation>
    </message>
    <message>
        <source>not JSON, %1</source>
        <translation>kein JSON, %1</translation>
    </message>
    <message>
        <source>These are more links or attributes than can be read: at most 64 attributes for a link and 10,000 links.</source>
        <translation>Das sind mehr Links oder Attribute, als gelesen werden: höchstens 64 Attribute je Link und 10.000 Links.</translation>
    </message>
    <message>
        <source>These bytes are no text in UTF-8. Hex shows each of them as it is.</source>
        <translation>Diese Bytes sind kein Text in UTF-8. Hex zeigt jedes, wie es ist.</translation>
    </message>
    <message>
        <source>a value belongs here</source>
        <translation>hierhin gehört ein Wert</translation>
    </message>
    <message>
        <source>nothing may follow the value</source>
        <translation>hinter dem Wert darf nichts folgen</translation>
    </message>
    <message>
        <source>a comma or ] belongs here</source>
        <translation>hierhin gehört ein Komma oder ]</translation>
    </message>
    <message>
        <source>a comma or } belongs here</source>
        <translation>hierhin gehört ein Komma oder }</translation>
    </message>
    <message>
        <source>a comma or ) belongs here</source>
        <translation>hierhin gehört ein Komma oder )</translation>
    </message>
    <message>
        <source>a comma or &gt;&gt; belongs here</source>
        <translation>hierhin gehört ein Komma oder &gt;&gt;</translation>
    </message>
    <message>
        <source>a colon belongs behind the key</source>
        <translation>hinter den Schlüssel gehört ein Doppelpunkt</translation>
    </message>
    <message>
        <source>a closing ) belongs here</source>
        <translation>hierhin gehört eine schließende )</translation>
    </message>
    <message>
        <source>only strings of one kind can be pieces of a string</source>
        <translation>nur Zeichenketten einer Art können Stücke einer Zeichenkette sein</translation>
    </message>
    <message>
        <source>this string is not closed</source>
        <translation>diese Zeichenkette ist nicht geschlossen</translation>
    </message>
    <message>
        <source>this comment is not closed</source>
        <translation>dieser Kommentar ist nicht geschlossen</translation>
    </message>
    <message>
        <source>this word is no value; text stands in quotation marks</source>
        <translation>dieses Wort ist kein Wert; Text steht in Anführungszeichen</translation>
    </message>
    <message>
        <source>no character is written like this</source>
        <translation>kein Zeichen wird so geschrieben</translation>
    </message>
    <message>
        <source>two hex digits make one byte</source>
        <translation>zwei Hexziffern sind ein Byte</translation>
    </message>
    <message>
        <source>this is no base64</source>
        <translation>das ist kein base64</translation>
    </message>
    <message>
        <source>this is no base32</source>
        <translation>das ist kein base32</translation>
    </message>
    <message>
        <source>this is no number</source>
        <translation>das ist keine Zahl</translation>
    </message>
    <message>
        <source>this number is too long</source>
        <translation>diese Zahl ist zu lang</translation>
    </message>
    <message>
        <source>a simple value has a number from 0 to 23 or 32 to 255</source>
        <translation>ein einfacher Wert hat eine Zahl von 0 bis 23 oder 32 bis 255</translation>
    </message>
    <message>
        <source>the value does not fit the length behind _</source>
        <translation>der Wert passt nicht in die Länge hinter _</translation>
    </message>
    <message>
        <source>this is no text in UTF-8</source>
        <translation>das ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>nested deeper than 64 levels</source>
        <translation>tiefer als 64 Ebenen geschachtelt</translation>
    </message>
    <message>
        <source>more than can be typed here; send it as a file</source>
        <translation>mehr, als hier getippt werden kann; senden Sie es als Datei</translation>
    </message>
    <message>
        <source>These bytes are no SenML pack.</source>
        <translation>Diese Bytes sind kein SenML-Pack.</translation>
    </message>
    <message>
        <source>The table has no place for the field %1. Edit the pack as JSON or CBOR.</source>
        <translation>Die Tabelle hat keinen Platz für das Feld %1. Bearbeiten Sie den Pack als JSON oder CBOR.</translation>
    </message>
    <message>
        <source>The field %1 has no value of its type. Edit the pack as JSON or CBOR.</source>
        <translation>Das Feld %1 hat keinen Wert seiner Art. Bearbeiten Sie den Pack als JSON oder CBOR.</translation>
    </message>
    <message>
        <source>The table holds 1,000 records at most. Edit the pack as JSON or CBOR.</source>
        <translation>Die Tabelle fasst höchstens 1.000 Einträge. Bearbeiten Sie den Pack als JSON oder CBOR.</translation>
    </message>
    <message>
        <source>The table would not write the same data again. Edit the pack as JSON or CBOR.</source>
        <translation>Die Tabelle würde nicht dieselben Daten schreiben. Bearbeiten Sie den Pack als JSON oder CBOR.</translation>
    </message>
    <message>
        <source>Not hex: two digits from 0-9 and a-f make one byte.</source>
        <translation>Kein Hex: zwei Ziffern aus 0-9 und a-f sind ein Byte.</translation>
    </message>
    <message>
        <source>There are control characters among these bytes. Hex shows each of them as it is.</source>
        <translation>Unter diesen Bytes sind Steuerzeichen. Hex zeigt jedes, wie es ist.</translation>
    </message>
    <message>
        <source>No CBOR: %1, at byte %2.</source>
        <translation>Kein CBOR: %1, bei Byte %2.</translation>
    </message>
    <message>
        <source>JSON cannot say “%1” so that the same bytes come back.</source>
        <translation>JSON kann „%1“ nicht so sagen, dass dieselben Bytes herauskommen.</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
</context>
<context>
    <name>Project</name>
    <message>
        <source>name of %1</source>
        <translation>Name von %1</translation>
    </message>
    <message>
        <source>note of %1</source>
        <translation>Notiz von %1</translation>
    </message>
    <message>
        <source>port of coaps of %1</source>
        <translation>coaps-Port von %1</translation>
    </message>
    <message>
        <source>transmission parameters of %1</source>
        <translation>Sendeparameter von %1</translation>
    </message>
    <message>
        <source>request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is larger than a project may be; nothing was taken from it.</source>
        <translation>%1 ist größer, als ein Projekt sein darf; nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>%1 is damaged; it stays as it is, and nothing was taken from it.</source>
        <translation>%1 ist beschädigt; es bleibt, wie es ist, und nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>%1 is no project of Copperfield.</source>
        <translation>%1 ist kein Projekt von Copperfield.</translation>
    </message>
    <message>
        <source>%1 was saved by a later version; it stays as it is, and nothing was taken from it.</source>
        <translation>%1 wurde von einer späteren Version gespeichert; es bleibt, wie es ist, und nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>devices new: %1</source>
        <translation>neue Geräte: %1</translation>
    </message>
    <message>
        <source>completed: %1</source>
        <translation>ergänzt: %1</translation>
    </message>
    <message>
        <source>the same: %1</source>
        <translation>gleich: %1</translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>weggelassen: %1</translation>
    </message>
    <message>
        <source>requests new: %1</source>
        <translation>neue Anfragen: %1</translation>
    </message>
    <message>
        <source>requests left out: %1</source>
        <translation>weggelassene Anfragen: %1</translation>
    </message>
    <message>
        <source>Nothing was in it.</source>
        <translation>Es war nichts darin.</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Both said something, and ours was kept: %1.</source>
        <translation>Beide sagten etwas, und unseres blieb: %1.</translation>
    </message>
    <message>
        <source>charts and numbers new: %1</source>
        <translation>Diagramme und Zahlen neu: %1</translation>
    </message>
    <message>
        <source>charts and numbers left out, the dashboard is full: %1</source>
        <translation>Diagramme und Zahlen ausgelassen, das Dashboard ist voll: %1</translation>
    </message>
</context>
<context>
    <name>Protocol</name>
    <message>
        <source>degrees Celsius</source>
        <translation>Grad Celsius</translation>
    </message>
    <message>
        <source>kelvin</source>
        <translation>Kelvin</translation>
    </message>
    <message>
        <source>relative humidity</source>
        <translation>relative Feuchte</translation>
    </message>
    <message>
        <source>battery level</source>
        <translation>Batteriestand</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>ratio, 1 = 100 %</source>
        <translation>Verhältnis, 1 = 100 %</translation>
    </message>
    <message>
        <source>illuminance, lux</source>
        <translation>Beleuchtungsstärke, Lux</translation>
    </message>
    <message>
        <source>lumen</source>
        <translation>Lumen</translation>
    </message>
    <message>
        <source>watt</source>
        <translation>Watt</translation>
    </message>
    <message>
        <source>kilowatt</source>
        <translation>Kilowatt</translation>
    </message>
    <message>
        <source>watt hours</source>
        <translation>Wattstunden</translation>
    </message>
    <message>
        <source>kilowatt hours</source>
        <translation>Kilowattstunden</translation>
    </message>
    <message>
        <source>joule</source>
        <translation>Joule</translation>
    </message>
    <message>
        <source>volt</source>
        <translation>Volt</translation>
    </message>
    <message>
        <source>millivolt</source>
        <translation>Millivolt</translation>
    </message>
    <message>
        <source>ampere</source>
        <translation>Ampere</translation>
    </message>
    <message>
        <source>milliampere</source>
        <translation>Milliampere</translation>
    </message>
    <message>
        <source>hertz</source>
        <translation>Hertz</translation>
    </message>
    <message>
        <source>pascal</source>
        <translation>Pascal</translation>
    </message>
    <message>
        <source>hectopascal</source>
        <translation>Hektopascal</translation>
    </message>
    <message>
        <source>metre</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>kilogram</source>
        <translation>Kilogramm</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>parts per million</source>
        <translation>Teile pro Million</translation>
    </message>
    <message>
        <source>decibel</source>
        <translation>Dezibel</translation>
    </message>
    <message>
        <source>decibel over 1 mW</source>
        <translation>Dezibel über 1 mW</translation>
    </message>
    <message>
        <source>degrees latitude</source>
        <translation>Grad Breite</translation>
    </message>
    <message>
        <source>degrees longitude</source>
        <translation>Grad Länge</translation>
    </message>
    <message>
        <source>acidity</source>
        <translation>Säuregrad</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>per minute</source>
        <translation>pro Minute</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>pro Sekunde</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>the resource was made</source>
        <translation>die Ressource wurde angelegt</translation>
    </message>
    <message>
        <source>the resource is gone</source>
        <translation>die Ressource ist weg</translation>
    </message>
    <message>
        <source>the value you have is still good</source>
        <translation>Ihr Wert ist noch gültig</translation>
    </message>
    <message>
        <source>the device took it</source>
        <translation>das Gerät nahm es an</translation>
    </message>
    <message>
        <source>here is the value</source>
        <translation>hier ist der Wert</translation>
    </message>
    <message>
        <source>send the next block</source>
        <translation>nächsten Block senden</translation>
    </message>
    <message>
        <source>the device does not understand the request</source>
        <translation>das Gerät versteht die Anfrage nicht</translation>
    </message>
    <message>
        <source>you may not do this</source>
        <translation>Sie dürfen das nicht</translation>
    </message>
    <message>
        <source>the device does not know a critical option</source>
        <translation>das Gerät kennt eine kritische Option nicht</translation>
    </message>
    <message>
        <source>the device refuses</source>
        <translation>das Gerät verweigert es</translation>
    </message>
    <message>
        <source>the device has no such resource</source>
        <translation>das Gerät hat keine solche Ressource</translation>
    </message>
    <message>
        <source>the resource does not take this method</source>
        <translation>die Ressource nimmt diese Methode nicht</translation>
    </message>
    <message>
        <source>the device cannot answer in the format you accept</source>
        <translation>das Gerät kann nicht im gewünschten Format antworten</translation>
    </message>
    <message>
        <source>the device lost earlier blocks</source>
        <translation>das Gerät verlor frühere Blöcke</translation>
    </message>
    <message>
        <source>the change does not fit the state it is in</source>
        <translation>die Änderung passt nicht zum jetzigen Zustand</translation>
    </message>
    <message>
        <source>If-Match or If-None-Match does not hold</source>
        <translation>If-Match oder If-None-Match trifft nicht zu</translation>
    </message>
    <message>
        <source>the body is too large for the device</source>
        <translation>der Körper ist zu groß für das Gerät</translation>
    </message>
    <message>
        <source>the device does not read this Content-Format</source>
        <translation>das Gerät liest dieses Content-Format nicht</translation>
    </message>
    <message>
        <source>well-formed, but the device cannot apply it</source>
        <translation>wohlgeformt, aber das Gerät kann es nicht anwenden</translation>
    </message>
    <message>
        <source>you ask too often</source>
        <translation>Sie fragen zu oft</translation>
    </message>
    <message>
        <source>something failed inside the device</source>
        <translation>im Gerät ging etwas schief</translation>
    </message>
    <message>
        <source>the device does not know this method</source>
        <translation>das Gerät kennt diese Methode nicht</translation>
    </message>
    <message>
        <source>the proxy got no good answer from the device</source>
        <translation>der Proxy bekam keine gute Antwort vom Gerät</translation>
    </message>
    <message>
        <source>the device cannot answer now</source>
        <translation>das Gerät kann jetzt nicht antworten</translation>
    </message>
    <message>
        <source>this is no proxy</source>
        <translation>das ist kein Proxy</translation>
    </message>
    <message>
        <source>the request went through too many proxies</source>
        <translation>die Anfrage ging durch zu viele Proxys</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>the request is at fault</source>
        <translation>der Fehler liegt in der Anfrage</translation>
    </message>
    <message>
        <source>the device is at fault</source>
        <translation>der Fehler liegt im Gerät</translation>
    </message>
    <message>
        <source>The resource may ask for a secure connection.</source>
        <translation>Die Ressource verlangt vielleicht eine sichere Verbindung.</translation>
    </message>
    <message>
        <source>Remove the options marked critical one by one.</source>
        <translation>Nehmen Sie die als kritisch bezeichneten Optionen einzeln heraus.</translation>
    </message>
    <message>
        <source>Read /.well-known/core to see what it has.</source>
        <translation>Lesen Sie /.well-known/core, um zu sehen, was es hat.</translation>
    </message>
    <message>
        <source>Try GET to read, PUT or POST to write.</source>
        <translation>Versuchen Sie GET zum Lesen, PUT oder POST zum Schreiben.</translation>
    </message>
    <message>
        <source>Remove Accept, or name another format.</source>
        <translation>Nehmen Sie Accept heraus oder nennen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Send it again from the first block.</source>
        <translation>Senden Sie noch einmal ab dem ersten Block.</translation>
    </message>
    <message>
        <source>Try a smaller body or a smaller block size.</source>
        <translation>Versuchen Sie einen kleineren Körper oder eine kleinere Blockgröße.</translation>
    </message>
    <message>
        <source>Set Content-Format to what the resource&apos;s ct attribute says.</source>
        <translation>Setzen Sie Content-Format auf das, was das ct der Ressource sagt.</translation>
    </message>
    <message>
        <source>Confirmable</source>
        <translation>Confirmable</translation>
    </message>
    <message>
        <source>Non-confirmable</source>
        <translation>Non-confirmable</translation>
    </message>
    <message>
        <source>Acknowledgement</source>
        <translation>Acknowledgement</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>reserved block size</source>
        <translation>vorbehaltene Blockgröße</translation>
    </message>
    <message>
        <source>block %1 of %2 bytes, more follow</source>
        <translation>Block %1 von %2 Bytes, weitere folgen</translation>
    </message>
    <message>
        <source>block %1 of %2 bytes, the last</source>
        <translation>Block %1 von %2 Bytes, der letzte</translation>
    </message>
    <message>
        <source>only if the value is still this one</source>
        <translation>nur wenn der Wert noch dieser ist</translation>
    </message>
    <message>
        <source>only if the resource does not exist</source>
        <translation>nur wenn es die Ressource nicht gibt</translation>
    </message>
    <message>
        <source>answer 2.03 Valid if this is still the value</source>
        <translation>antwortet 2.03 Valid, wenn das noch der Wert ist</translation>
    </message>
    <message>
        <source>names this version of the value</source>
        <translation>nennt diese Fassung des Werts</translation>
    </message>
    <message>
        <source>host, from the address</source>
        <translation>Rechner, aus der Adresse</translation>
    </message>
    <message>
        <source>port, from the address</source>
        <translation>Port, aus der Adresse</translation>
    </message>
    <message>
        <source>path segment</source>
        <translation>Pfadteil</translation>
    </message>
    <message>
        <source>query argument</source>
        <translation>Abfrageteil</translation>
    </message>
    <message>
        <source>where the new resource is</source>
        <translation>wo die neue Ressource ist</translation>
    </message>
    <message>
        <source>proxies it may still pass</source>
        <translation>Proxys, durch die sie noch darf</translation>
    </message>
    <message>
        <source>bytes of the whole body sent</source>
        <translation>Bytes des ganzen gesendeten Körpers</translation>
    </message>
    <message>
        <source>say how large the body is</source>
        <translation>sagen, wie groß der Körper ist</translation>
    </message>
    <message>
        <source>bytes of the whole body</source>
        <translation>Bytes des ganzen Körpers</translation>
    </message>
    <message>
        <source>for a proxy</source>
        <translation>für einen Proxy</translation>
    </message>
    <message>
        <source>proves that the request is fresh</source>
        <translation>beweist, dass die Anfrage frisch ist</translation>
    </message>
    <message>
        <source>which answers are not wanted</source>
        <translation>welche Antworten nicht erwünscht sind</translation>
    </message>
    <message>
        <source>tells this body from others</source>
        <translation>unterscheidet diesen Körper von anderen</translation>
    </message>
    <message>
        <source>protected end to end</source>
        <translation>von Ende zu Ende geschützt</translation>
    </message>
    <message>
        <source>fresh for %1</source>
        <translation>frisch für %1</translation>
    </message>
    <message>
        <source>sequence number of the notification</source>
        <translation>laufende Nummer der Meldung</translation>
    </message>
    <message>
        <source>register</source>
        <translation>anmelden</translation>
    </message>
    <message>
        <source>deregister</source>
        <translation>abmelden</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>nicht registriert</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>elective</source>
        <translation>elektiv</translation>
    </message>
    <message>
        <source>repeatable</source>
        <translation>wiederholbar</translation>
    </message>
    <message>
        <source>Content-Format %1</source>
        <translation>Content-Format %1</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Base Name</source>
        <translation>Grundname</translation>
    </message>
    <message>
        <source>Base Time</source>
        <translation>Grundzeit</translation>
    </message>
    <message>
        <source>Base Unit</source>
        <translation>Grundeinheit</translation>
    </message>
    <message>
        <source>Base Value</source>
        <translation>Grundwert</translation>
    </message>
    <message>
        <source>Base Sum</source>
        <translation>Grundsumme</translation>
    </message>
    <message>
        <source>Base Version</source>
        <translation>Grundversion</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>String Value</source>
        <translation>Textwert</translation>
    </message>
    <message>
        <source>Boolean Value</source>
        <translation>Wahrheitswert</translation>
    </message>
    <message>
        <source>Data Value</source>
        <translation>Datenwert</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Update Time</source>
        <translation>Nächste Zeit</translation>
    </message>
    <message>
        <source>sensor measurement list, RFC 8428</source>
        <translation>Liste von Messwerten, RFC 8428</translation>
    </message>
    <message>
        <source>put before every name below</source>
        <translation>steht vor jedem Namen darunter</translation>
    </message>
    <message>
        <source>added to every time below</source>
        <translation>wird zu jeder Zeit darunter gezählt</translation>
    </message>
    <message>
        <source>where no unit is given</source>
        <translation>wo keine Einheit steht</translation>
    </message>
    <message>
        <source>added to every value below</source>
        <translation>wird zu jedem Wert darunter gezählt</translation>
    </message>
    <message>
        <source>added to every sum below</source>
        <translation>wird zu jeder Summe darunter gezählt</translation>
    </message>
    <message>
        <source>integrated over time</source>
        <translation>über die Zeit integriert</translation>
    </message>
    <message>
        <source>seconds until the next value at most</source>
        <translation>Sekunden bis zum nächsten Wert, höchstens</translation>
    </message>
    <message>
        <source>a field SenML does not know</source>
        <translation>ein Feld, das SenML nicht kennt</translation>
    </message>
    <message>
        <source>link target</source>
        <translation>Ziel des Links</translation>
    </message>
    <message>
        <source>retransmitted</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>duplicate, our ACK was probably lost</source>
        <translation>Duplikat, unser ACK ging wohl verloren</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Response code</source>
        <translation>Antwort-Code</translation>
    </message>
    <message>
        <source>Base URI</source>
        <translation>Basis-URI</translation>
    </message>
    <message>
        <source>Base language</source>
        <translation>Basissprache</translation>
    </message>
    <message>
        <source>Base direction</source>
        <translation>Basisrichtung</translation>
    </message>
    <message>
        <source>what went wrong, in short</source>
        <translation>was schiefging, in Kürze</translation>
    </message>
    <message>
        <source>what went wrong this time</source>
        <translation>was diesmal schiefging</translation>
    </message>
    <message>
        <source>where this occurrence is described</source>
        <translation>wo dieser Vorfall beschrieben ist</translation>
    </message>
    <message>
        <source>the CoAP code that belongs to it</source>
        <translation>der CoAP-Code, der dazugehört</translation>
    </message>
    <message>
        <source>references below are relative to it</source>
        <translation>Verweise darunter sind relativ dazu</translation>
    </message>
    <message>
        <source>language of the texts</source>
        <translation>Sprache der Texte</translation>
    </message>
    <message>
        <source>texts run from right to left if true</source>
        <translation>Texte laufen von rechts nach links, wenn wahr</translation>
    </message>
    <message>
        <source>object instance</source>
        <translation>Objektinstanz</translation>
    </message>
    <message>
        <source>resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>resource with several instances</source>
        <translation>Ressource mit mehreren Instanzen</translation>
    </message>
    <message>
        <source>resource instance</source>
        <translation>Ressourceninstanz</translation>
    </message>
    <message>
        <source>a number beyond 64 bits</source>
        <translation>eine Zahl jenseits von 64 Bit</translation>
    </message>
    <message>
        <source>bytes that are CBOR</source>
        <translation>Bytes, die CBOR sind</translation>
    </message>
    <message>
        <source>unsafe</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>no cache key</source>
        <translation>kein Cache-Schlüssel</translation>
    </message>
    <message>
        <source>Critical: who does not know it must refuse the message.</source>
        <translation>Kritisch: Wer sie nicht kennt, muss die Nachricht ablehnen.</translation>
    </message>
    <message>
        <source>Elective: who does not know it passes over it.</source>
        <translation>Elektiv: Wer sie nicht kennt, übergeht sie.</translation>
    </message>
    <message>
        <source>Unsafe: a proxy that does not know it must not forward the message.</source>
        <translation>Unsicher: Ein Proxy, der sie nicht kennt, darf die Nachricht nicht weiterleiten.</translation>
    </message>
    <message>
        <source>Safe: a proxy that does not know it forwards it.</source>
        <translation>Sicher: Ein Proxy, der sie nicht kennt, leitet sie weiter.</translation>
    </message>
    <message>
        <source>No cache key: requests that differ in it alone share cached answers.</source>
        <translation>Kein Cache-Schlüssel: Anfragen, die sich nur darin unterscheiden, teilen sich zwischengespeicherte Antworten.</translation>
    </message>
</context>
<context>
    <name>ProtocolText</name>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
</context>
<context>
    <name>Record</name>
    <message>
        <source>type %1</source>
        <translation>Typ %1</translation>
    </message>
    <message>
        <source>Handshake %1</source>
        <translation>Handshake %1</translation>
    </message>
    <message>
        <source>no cookie</source>
        <translation>kein Cookie</translation>
    </message>
    <message numerus="yes">
        <source>cookie of %n byte(s)</source>
        <translation>
            <numerusform>Cookie von %n Byte</numerusform>
            <numerusform>Cookie von %n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>fragment from byte %1 on, %2 of %3 bytes</source>
        <translation>Fragment ab Byte %1, %2 von %3 Byte</translation>
    </message>
    <message numerus="yes">
        <source>%n cipher suite(s)</source>
        <translation>
            <numerusform>%n Cipher-Suite</numerusform>
            <numerusform>%n Cipher-Suites</numerusform>
        </translation>
    </message>
    <message>
        <source>hint %1</source>
        <translation>Hinweis %1</translation>
    </message>
    <message>
        <source>identity %1</source>
        <translation>Identität %1</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Encrypted alert</source>
        <translation>Verschlüsselter Alert</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alert</translation>
    </message>
    <message>
        <source>Encrypted handshake</source>
        <translation>Verschlüsselter Handshake</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>Application data</source>
        <translation>Anwendungsdaten</translation>
    </message>
    <message>
        <source>epoch %1, seq %2, %3</source>
        <translation>Epoche %1, Seq. %2, %3</translation>
    </message>
    <message>
        <source>not a whole DTLS record</source>
        <translation>kein ganzer DTLS-Record</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>in the clear</source>
        <translation>im Klartext</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>noch einmal gesendet</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>nicht angenommen</translation>
    </message>
    <message>
        <source>These bytes are no whole DTLS record and were passed over (RFC 6347 §4.1.2.7).</source>
        <translation>Diese Bytes sind kein ganzer DTLS-Record und wurden übergangen (RFC 6347 §4.1.2.7).</translation>
    </message>
    <message>
        <source>No session took this record: it is forged, came again, or is of a session that has ended (RFC 6347 §4.1.2).</source>
        <translation>Keine Sitzung hat diesen Record angenommen: Er ist gefälscht, kam noch einmal oder gehört zu einer beendeten Sitzung (RFC 6347 §4.1.2).</translation>
    </message>
    <message>
        <source>Encrypted: who listens sees its header alone.</source>
        <translation>Verschlüsselt: Wer mithört, sieht nur den Kopf.</translation>
    </message>
    <message>
        <source>In the clear: who listens can read it. The key itself is never in a handshake.</source>
        <translation>Im Klartext: Wer mithört, kann es lesen. Der Schlüssel selbst steht nie in einem Handshake.</translation>
    </message>
    <message>
        <source>DTLS record</source>
        <translation>DTLS-Record</translation>
    </message>
    <message>
        <source>Content Type</source>
        <translation>Inhaltstyp</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Sequence Number</source>
        <translation>Sequenznummer</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Message Type</source>
        <translation>Nachrichtentyp</translation>
    </message>
    <message>
        <source>Message Sequence</source>
        <translation>Nachrichtensequenz</translation>
    </message>
    <message>
        <source>Fragment Offset</source>
        <translation>Fragment-Offset</translation>
    </message>
    <message>
        <source>Fragment Length</source>
        <translation>Fragmentlänge</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufallswert</translation>
    </message>
    <message>
        <source>Session ID</source>
        <translation>Sitzungs-ID</translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>Cipher Suites</source>
        <translation>Cipher-Suites</translation>
    </message>
    <message>
        <source>Cipher Suite</source>
        <translation>Cipher-Suite</translation>
    </message>
    <message>
        <source>Identity Hint</source>
        <translation>Hinweis zur Identität</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>proves that the client is where it says it is</source>
        <translation>belegt, dass der Client dort ist, wo er sagt</translation>
    </message>
</context>
<context>
    <name>Span</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>StartOptions</name>
    <message>
        <source>Desktop explorer and dashboard for CoAP devices</source>
        <translation>Explorer und Übersicht für CoAP-Geräte</translation>
    </message>
    <message>
        <source>Start the demo network and discover it.</source>
        <translation>Das Demonetz starten und durchsuchen.</translation>
    </message>
    <message>
        <source>Walk through every room with the demo network, save pictures into DIR and end.</source>
        <translation>Mit dem Demonetz durch jeden Raum gehen, Bilder in DIR speichern und enden.</translation>
    </message>
    <message>
        <source>light, dark or contrast; else as the system.</source>
        <translation>light, dark oder contrast; sonst wie das System.</translation>
    </message>
    <message>
        <source>Print the version.</source>
        <translation>Die Version ausgeben.</translation>
    </message>
    <message>
        <source>Print this help.</source>
        <translation>Diese Hilfe ausgeben.</translation>
    </message>
    <message>
        <source>copperfield --help lists the options.</source>
        <translation>copperfield --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>%1 is not understood. copperfield --help lists the options.</source>
        <translation>%1 ist unverständlich. copperfield --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>There is no theme &quot;%1&quot;: choose light, dark or contrast.</source>
        <translation>Es gibt kein Thema „%1“: light, dark oder contrast.</translation>
    </message>
</context>
<context>
    <name>Uri</name>
    <message>
        <source>The address is too long</source>
        <translation>Die Adresse ist zu lang</translation>
    </message>
    <message>
        <source>Begin with coap://</source>
        <translation>Beginnen Sie mit coap://</translation>
    </message>
    <message>
        <source>Begin with coap://; this scheme is not CoAP</source>
        <translation>Beginnen Sie mit coap://; dieses Schema ist nicht CoAP</translation>
    </message>
    <message>
        <source>A blank or control character must be percent-encoded</source>
        <translation>Leerzeichen und Steuerzeichen müssen prozentkodiert sein</translation>
    </message>
    <message>
        <source>After % come two hex digits</source>
        <translation>Nach % kommen zwei Hexziffern</translation>
    </message>
    <message>
        <source>The host is no name and no IP address; IPv6 stands in brackets</source>
        <translation>Der Host ist weder Name noch IP-Adresse; IPv6 steht in Klammern</translation>
    </message>
    <message>
        <source>The zone does not fit; write it like [fe80::1%25eth0]</source>
        <translation>Die Zone passt nicht; schreiben Sie sie wie [fe80::1%25eth0]</translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535</source>
        <translation>Der Port ist eine Zahl von 1 bis 65535</translation>
    </message>
    <message>
        <source>A CoAP address has no part behind #</source>
        <translation>Eine CoAP-Adresse hat keinen Teil hinter #</translation>
    </message>
    <message>
        <source>A part of the path is longer than 255 bytes</source>
        <translation>Ein Teil des Pfads ist länger als 255 Bytes</translation>
    </message>
</context>
<context>
    <name>copper::AddDevicePopup</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Address of the device</source>
        <translation>Adresse des Geräts</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Name (freiwillig)</translation>
    </message>
    <message>
        <source>Name of the device</source>
        <translation>Name des Geräts</translation>
    </message>
    <message>
        <source>Add the device and ask for its resources</source>
        <translation>Gerät hinzufügen und nach seinen Ressourcen fragen</translation>
    </message>
    <message>
        <source>Address, name or full URI</source>
        <translation>Adresse, Name oder ganze URI</translation>
    </message>
</context>
<context>
    <name>copper::AddressField</name>
    <message>
        <source>Address of the resource</source>
        <translation>Adresse der Ressource</translation>
    </message>
    <message>
        <source>Type an address like coap://192.168.1.7/sensors/temp, or choose a resource on the left.</source>
        <translation>Geben Sie eine Adresse wie coap://192.168.1.7/sensors/temp ein oder wählen Sie links eine Ressource.</translation>
    </message>
</context>
<context>
    <name>copper::AdvancedEditor</name>
    <message>
        <source>Back to the defaults</source>
        <translation>Zurück zu den Vorgaben</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>as the device asks</source>
        <translation>wie das Gerät es will</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>by the timers below</source>
        <translation>nach den Zeiten unten</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Token, hex</source>
        <translation>Token, hex</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>Two hex digits make one byte.</source>
        <translation>Zwei Hexziffern ergeben ein Byte.</translation>
    </message>
    <message>
        <source>A token has at most 8 bytes.</source>
        <translation>Ein Token hat höchstens 8 Bytes.</translation>
    </message>
    <message>
        <source>Keep for this device</source>
        <translation>Für dieses Gerät behalten</translation>
    </message>
    <message>
        <source>Keep for %1</source>
        <translation>Für %1 behalten</translation>
    </message>
    <message numerus="yes">
        <source>A Confirmable message is sent up to %n time(s) and given up after %1 to %2.</source>
        <translation>
            <numerusform>Eine Confirmable-Nachricht wird bis zu %n Mal gesendet und nach %1 bis %2 aufgegeben.</numerusform>
            <numerusform>Eine Confirmable-Nachricht wird bis zu %n Mal gesendet und nach %1 bis %2 aufgegeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>from the first request on</source>
        <translation>ab der ersten Anfrage</translation>
    </message>
    <message>
        <source>from the second block on</source>
        <translation>ab dem zweiten Block</translation>
    </message>
    <message>
        <source>the next one</source>
        <translation>die nächste</translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation>Message ID</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Verlangt</translation>
    </message>
</context>
<context>
    <name>copper::Application</name>
    <message>
        <source>Starting the boards</source>
        <translation>Die Boards starten</translation>
    </message>
    <message>
        <source>Demo network</source>
        <translation>Demonetz</translation>
    </message>
    <message>
        <source>Is this board&apos;s stack right? CoAP conformance tests (ETSI)</source>
        <translation>Stimmt der CoAP-Stack dieses Boards? CoAP-Konformität (ETSI)</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Test handshake</source>
        <translation>Handshake prüfen</translation>
    </message>
    <message>
        <source>Lock vault</source>
        <translation>Tresor verschließen</translation>
    </message>
    <message>
        <source>The keys of DTLS sessions are written to %1.</source>
        <translation>Die Schlüssel der DTLS-Sitzungen werden in %1 geschrieben.</translation>
    </message>
    <message>
        <source>Two of the demo boards, lamp and meter, are secure: they answer nothing without their key. It would be kept here: %1.</source>
        <translation>Zwei der Demo-Boards, Lampe und Zähler, sind gesichert: ohne ihren Schlüssel antworten sie nicht. Er käme hierhin: %1.</translation>
    </message>
    <message>
        <source>Add the demo key</source>
        <translation>Demo-Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Many at once: one request to many devices</source>
        <translation>Viele auf einmal: eine Anfrage an viele Geräte</translation>
    </message>
    <message>
        <source>Observations of all devices</source>
        <translation>Beobachtungen aller Geräte</translation>
    </message>
</context>
<context>
    <name>copper::BatchLine</name>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>link lost</source>
        <translation>Verbindung weg</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
</context>
<context>
    <name>copper::BatchModel</name>
    <message>
        <source>Answers that are the same in code, format and bytes have the same letter</source>
        <translation>Antworten mit gleichem Code, Format und gleichen Bytes haben denselben Buchstaben</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>copper::BatchPage</name>
    <message>
        <source>Only what differs</source>
        <translation>Nur was abweicht</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>One request, many answers</source>
        <translation>Eine Anfrage, viele Antworten</translation>
    </message>
    <message>
        <source>Write a path, choose whom to ask, and see all answers side by side: what most devices say, and who says something else.</source>
        <translation>Schreiben Sie einen Pfad, wählen Sie, wer gefragt wird, und sehen Sie alle Antworten nebeneinander: was die meisten Geräte sagen, und wer etwas anderes sagt.</translation>
    </message>
    <message>
        <source>Many at once</source>
        <translation>Viele auf einmal</translation>
    </message>
    <message>
        <source>Save the answers as CSV</source>
        <translation>Antworten als CSV speichern</translation>
    </message>
    <message>
        <source>Save the answers as JSON Lines</source>
        <translation>Antworten als JSON Lines speichern</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message numerus="yes">
        <source>%n more were left out: so many at once are too many</source>
        <translation>
            <numerusform>%n weiteres wurde weggelassen: so viele auf einmal sind zu viele</numerusform>
            <numerusform>%n weitere wurden weggelassen: so viele auf einmal sind zu viele</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 answered</source>
        <translation>%1 von %2 haben geantwortet</translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 differ, %2 kinds of answer</source>
        <translation>%1 weichen ab, %2 Arten von Antworten</translation>
    </message>
    <message>
        <source>all the same</source>
        <translation>alle gleich</translation>
    </message>
    <message>
        <source>%1 without an answer</source>
        <translation>%1 ohne Antwort</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
</context>
<context>
    <name>copper::BatchRequestForm</name>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path of the resource on each device</source>
        <translation>Pfad der Ressource auf jedem Gerät</translation>
    </message>
    <message>
        <source>/sensors/temp</source>
        <translation>/sensors/temp</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>Wen fragen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>Nutzdaten als Text</translation>
    </message>
    <message>
        <source>Type of the message</source>
        <translation>Art der Nachricht</translation>
    </message>
    <message>
        <source>Requests under way at once</source>
        <translation>Anfragen, die zugleich laufen</translation>
    </message>
    <message>
        <source> at once</source>
        <translation> zugleich</translation>
    </message>
    <message>
        <source>Requests begun in a second</source>
        <translation>Anfragen, die in einer Sekunde beginnen</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> je Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>The %n chosen</source>
        <translation>
            <numerusform>Das %n gewählte</numerusform>
            <numerusform>Die %n gewählten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n devices</source>
        <translation>
            <numerusform>Das %n Gerät</numerusform>
            <numerusform>Alle %n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n that are alive</source>
        <translation>
            <numerusform>Das %n, das da ist</numerusform>
            <numerusform>Die %n, die da sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n favourites</source>
        <translation>
            <numerusform>Der %n Favorit</numerusform>
            <numerusform>Die %n Favoriten</numerusform>
        </translation>
    </message>
    <message>
        <source>A group, by multicast</source>
        <translation>Eine Gruppe, per Multicast</translation>
    </message>
    <message>
        <source>Nobody is there to ask. Discover first, or choose others.</source>
        <translation>Niemand ist da, der gefragt werden könnte. Suchen Sie zuerst, oder wählen Sie andere.</translation>
    </message>
    <message>
        <source>%1 is no group. Write a multicast address such as 224.0.1.187 or ff02::fd.</source>
        <translation>%1 ist keine Gruppe. Schreiben Sie eine Multicast-Adresse wie 224.0.1.187 oder ff02::fd.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ask all</source>
        <translation>Alle fragen</translation>
    </message>
    <message>
        <source>Send no more, and wait for none of those under way</source>
        <translation>Nichts mehr senden, und auf die laufenden nicht warten</translation>
    </message>
    <message>
        <source>Send this request to all of them</source>
        <translation>Diese Anfrage an alle senden</translation>
    </message>
    <message>
        <source>%1 changes every device of the group that has the resource, also those you do not know, and not all of them answer.</source>
        <translation>%1 ändert jedes Gerät der Gruppe, das die Ressource hat, auch die, die Sie nicht kennen, und nicht alle antworten.</translation>
    </message>
    <message numerus="yes">
        <source>%1 changes %n devices.</source>
        <translation>
            <numerusform>%1 ändert %n Gerät.</numerusform>
            <numerusform>%1 ändert %n Geräte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::BatchText</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1, not kept: all answers together are beyond the limit</source>
        <translation>%1, nicht behalten: alle Antworten zusammen sind über der Grenze</translation>
    </message>
</context>
<context>
    <name>copper::BlockMap</name>
    <message>
        <source>%1 of %2 blocks confirmed</source>
        <translation>%1 von %2 Blöcken bestätigt</translation>
    </message>
    <message>
        <source>%1 confirmed</source>
        <translation>%1 bestätigt</translation>
    </message>
    <message>
        <source>%1 sent again</source>
        <translation>%1 erneut gesendet</translation>
    </message>
    <message>
        <source>%1 on its way</source>
        <translation>%1 unterwegs</translation>
    </message>
    <message>
        <source>%1 to go</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>one cell is %1 blocks</source>
        <translation>ein Kästchen sind %1 Blöcke</translation>
    </message>
</context>
<context>
    <name>copper::BulkRun</name>
    <message>
        <source>%1 at a time are the most</source>
        <translation>höchstens %1 auf einmal</translation>
    </message>
    <message>
        <source>%1 observations are the most</source>
        <translation>höchstens %1 Beobachtungen</translation>
    </message>
    <message>
        <source>%1 asked</source>
        <translation>%1 gefragt</translation>
    </message>
    <message>
        <source>%1 observed</source>
        <translation>%1 beobachtet</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>%1 pinged</source>
        <translation>%1 angepingt</translation>
    </message>
    <message>
        <source>%1 asked for their resources</source>
        <translation>%1 nach ihren Ressourcen gefragt</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>, %1 were already</source>
        <translation>, %1 waren es schon</translation>
    </message>
    <message>
        <source>, %1 were not observed</source>
        <translation>, %1 wurden nicht beobachtet</translation>
    </message>
    <message>
        <source>; %1 not</source>
        <translation>; %1 nicht</translation>
    </message>
    <message>
        <source>; %1 not: %2</source>
        <translation>; %1 nicht: %2</translation>
    </message>
    <message>
        <source>%1 charted</source>
        <translation>%1 in Diagrammen</translation>
    </message>
    <message>
        <source>%1 put into the firmware list</source>
        <translation>%1 in die Firmware-Liste gestellt</translation>
    </message>
</context>
<context>
    <name>copper::ChartPanel</name>
    <message>
        <source>Menu of this chart</source>
        <translation>Menü dieses Diagramms</translation>
    </message>
    <message>
        <source>Drag a resource here, or choose &quot;Chart this&quot; on a number.</source>
        <translation>Ziehen Sie eine Ressource hierher oder wählen Sie „Diagramm“ an einer Zahl.</translation>
    </message>
    <message>
        <source>Title of the chart</source>
        <translation>Titel des Diagramms</translation>
    </message>
    <message>
        <source>Chart %1</source>
        <translation>Diagramm %1</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Show as number</source>
        <translation>Als Zahl zeigen</translation>
    </message>
    <message>
        <source>Remove from the chart</source>
        <translation>Aus dem Diagramm entfernen</translation>
    </message>
    <message>
        <source>Export picture (PNG)</source>
        <translation>Bild ausgeben (PNG)</translation>
    </message>
    <message>
        <source>Export values (CSV)</source>
        <translation>Werte ausgeben (CSV)</translation>
    </message>
    <message>
        <source>Remove the chart</source>
        <translation>Diagramm entfernen</translation>
    </message>
</context>
<context>
    <name>copper::ChartPlot</name>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
</context>
<context>
    <name>copper::CoapsPopup</name>
    <message>
        <source>Back to coap</source>
        <translation>Zurück zu coap</translation>
    </message>
    <message>
        <source>Port of coaps</source>
        <translation>Port für coaps</translation>
    </message>
    <message>
        <source>Ask the device in the clear again</source>
        <translation>Das Gerät wieder im Klartext fragen</translation>
    </message>
    <message>
        <source>Use coaps</source>
        <translation>coaps verwenden</translation>
    </message>
    <message>
        <source>Ask the device by DTLS only</source>
        <translation>Das Gerät nur über DTLS fragen</translation>
    </message>
    <message>
        <source>All that is asked of it goes by DTLS from now on, and nothing goes in the clear. What is observed is observed anew.</source>
        <translation>Alles, was es gefragt wird, geht von nun an über DTLS und nichts im Klartext. Was beobachtet wird, wird neu beobachtet.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Reach %1 by coaps</source>
        <translation>%1 über coaps erreichen</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535; coaps has %1 unless the device says otherwise.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535; coaps hat %1, wenn das Gerät nichts anderes sagt.</translation>
    </message>
</context>
<context>
    <name>copper::CollectionModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>copper::CollectionPanel</name>
    <message>
        <source>Requests of the collection</source>
        <translation>Anfragen der Sammlung</translation>
    </message>
    <message>
        <source>No collection yet</source>
        <translation>Noch keine Sammlung</translation>
    </message>
    <message>
        <source>Plus keeps the request of the editor here, with what its answer should be.</source>
        <translation>Plus behält die Anfrage des Editors hier, mit dem, was ihre Antwort sein soll.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Run the whole collection</source>
        <translation>Die ganze Sammlung laufen lassen</translation>
    </message>
    <message>
        <source>Keep the request of the editor in the collection</source>
        <translation>Die Anfrage des Editors in der Sammlung behalten</translation>
    </message>
    <message>
        <source>More about the collection</source>
        <translation>Mehr zur Sammlung</translation>
    </message>
    <message>
        <source>Keep this request as</source>
        <translation>Diese Anfrage behalten als</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>No environment</source>
        <translation>Keine Umgebung</translation>
    </message>
    <message>
        <source>Run this</source>
        <translation>Dies laufen lassen</translation>
    </message>
    <message>
        <source>Run all, stop at the first failure</source>
        <translation>Alle laufen lassen, beim ersten Fehler anhalten</translation>
    </message>
    <message>
        <source>Expectations and saved values…</source>
        <translation>Erwartungen und gemerkte Werte…</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>Die Antwort zeigen</translation>
    </message>
    <message>
        <source>Replace by the request of the editor</source>
        <translation>Durch die Anfrage des Editors ersetzen</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Neuer Ordner…</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Variables…</source>
        <translation>Variablen…</translation>
    </message>
    <message>
        <source>Take a command from the clipboard</source>
        <translation>Einen Befehl aus der Zwischenablage nehmen</translation>
    </message>
    <message>
        <source>Open a collection…</source>
        <translation>Eine Sammlung öffnen…</translation>
    </message>
    <message>
        <source>Save the collection as…</source>
        <translation>Die Sammlung speichern unter…</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie einen Namen.</translation>
    </message>
    <message>
        <source>The collection takes no more: at most %1 requests and folders.</source>
        <translation>Die Sammlung fasst nicht mehr: höchstens %1 Anfragen und Ordner.</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Weggelassen: %1.</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Den Lauf anhalten</translation>
    </message>
    <message>
        <source>Running %1 of %2</source>
        <translation>%1 von %2 läuft</translation>
    </message>
    <message>
        <source>This file cannot be read: %1.</source>
        <translation>Diese Datei ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>Saved. copper run %1 plays it without a window.</source>
        <translation>Gespeichert. copper run %1 spielt sie ohne Fenster.</translation>
    </message>
    <message>
        <source>This file cannot be written: %1.</source>
        <translation>Diese Datei lässt sich nicht schreiben: %1.</translation>
    </message>
    <message>
        <source>Save the collection</source>
        <translation>Die Sammlung speichern</translation>
    </message>
    <message>
        <source>Open a collection</source>
        <translation>Eine Sammlung öffnen</translation>
    </message>
    <message>
        <source>Collections (*.json)</source>
        <translation>Sammlungen (*.json)</translation>
    </message>
</context>
<context>
    <name>copper::CommandPalette</name>
    <message>
        <source>Nothing is called that. Try a part of a name or path.</source>
        <translation>So heißt nichts. Versuchen Sie einen Teil des Namens oder Pfads.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search devices, resources and commands</source>
        <translation>Geräte, Ressourcen und Befehle suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>send GET</source>
        <translation>GET senden</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>paths</source>
        <translation>Pfade</translation>
    </message>
    <message numerus="yes">
        <source>%n results</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ConfirmPopup</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
</context>
<context>
    <name>copper::ConformanceModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>nicht entscheidbar</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>What it tries</source>
        <translation>Was er prüft</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>copper::ConformancePage</name>
    <message>
        <source>Is this board&apos;s stack right?</source>
        <translation>Stimmt der CoAP-Stack dieses Boards?</translation>
    </message>
    <message>
        <source>Device to test</source>
        <translation>Zu prüfendes Gerät</translation>
    </message>
    <message>
        <source>coap://192.168.20.40</source>
        <translation>coap://192.168.20.40</translation>
    </message>
    <message>
        <source>Tests and their verdicts</source>
        <translation>Tests und ihre Urteile</translation>
    </message>
    <message>
        <source>%1 passed, %2 failed, %3 inconclusive</source>
        <translation>%1 bestanden, %2 fehlgeschlagen, %3 nicht entscheidbar</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>%1 in %2, %3</source>
        <translation>%1 in %2, %3</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Run the tests</source>
        <translation>Tests ausführen</translation>
    </message>
    <message>
        <source>End the run; what was found stays</source>
        <translation>Den Durchlauf beenden; was gefunden wurde, bleibt</translation>
    </message>
    <message>
        <source>Choose a device or write its address first</source>
        <translation>Erst ein Gerät wählen oder seine Adresse schreiben</translation>
    </message>
    <message>
        <source>Plays the client of the ETSI CoAP tests against a device that serves their resources. It writes to them; a whole run takes some 5 minutes. With a coaps address it plays the DTLS tests.</source>
        <translation>Spielt den Client der ETSI-CoAP-Tests gegen ein Gerät, das deren Ressourcen anbietet. Dabei wird geschrieben; ein ganzer Durchlauf dauert etwa 5 Minuten. Mit einer coaps-Adresse werden die DTLS-Tests gespielt.</translation>
    </message>
    <message>
        <source>Play the %1 DTLS tests against this device</source>
        <translation>Die %1 DTLS-Tests gegen dieses Gerät spielen</translation>
    </message>
    <message>
        <source>Play all %1 tests against this device</source>
        <translation>Alle %1 Tests gegen dieses Gerät spielen</translation>
    </message>
</context>
<context>
    <name>copper::CredentialEditor</name>
    <message>
        <source>Delete this key</source>
        <translation>Diesen Schlüssel löschen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Make a vault…</source>
        <translation>Tresor anlegen …</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>for you: “Lamps, first floor”</source>
        <translation>für Sie: „Lampen, erster Stock“</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Make a vault, an encrypted file that keeps the keys</source>
        <translation>Einen Tresor anlegen, eine verschlüsselte Datei, die die Schlüssel aufbewahrt</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Liegt in</translation>
    </message>
    <message>
        <source>Cipher suites</source>
        <translation>Cipher-Suites</translation>
    </message>
    <message>
        <source>Suites</source>
        <translation>Suites</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Back to what is kept</source>
        <translation>Zurück zu dem, was gespeichert ist</translation>
    </message>
    <message>
        <source>Keep it, and try it where a device matches</source>
        <translation>Speichern und prüfen, wo ein Gerät passt</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Edit credential</source>
        <translation>Schlüssel bearbeiten</translation>
    </message>
    <message>
        <source>Which of its keys the device takes; sent readable</source>
        <translation>Welchen seiner Schlüssel das Gerät nimmt; geht lesbar hinaus</translation>
    </message>
    <message>
        <source>lamp.local, *.site7.local, 192.168.20.100-119, 10.0.0.0/24</source>
        <translation>lampe.local, *.site7.local, 192.168.20.100-119, 10.0.0.0/24</translation>
    </message>
    <message>
        <source>Save and test</source>
        <translation>Speichern und prüfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>This one is not saved yet. Save it, or revert.</source>
        <translation>Dieser ist noch nicht gespeichert. Speichern oder verwerfen Sie ihn.</translation>
    </message>
    <message>
        <source>Delete “%1”? The key cannot be brought back.</source>
        <translation>„%1“ löschen? Der Schlüssel lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>copper::CredentialModel</name>
    <message>
        <source>no host yet</source>
        <translation>noch kein Host</translation>
    </message>
    <message>
        <source>key missing</source>
        <translation>Schlüssel fehlt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Used for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>Letzte Prüfung</translation>
    </message>
</context>
<context>
    <name>copper::CredentialTable</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Show packets</source>
        <translation>Pakete zeigen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Test handshake</source>
        <translation>Handshake prüfen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>copper::DashboardRoom</name>
    <message>
        <source>Remove this number</source>
        <translation>Diese Zahl entfernen</translation>
    </message>
    <message>
        <source>This chart is full. Drop the value beside it, or add a panel.</source>
        <translation>Dieses Diagramm ist voll. Legen Sie den Wert daneben ab oder fügen Sie ein Feld hinzu.</translation>
    </message>
    <message>
        <source>The value is on this chart already.</source>
        <translation>Der Wert ist schon in diesem Diagramm.</translation>
    </message>
    <message>
        <source>There is room for %1 charts. Remove one first.</source>
        <translation>Es ist Platz für %1 Diagramme. Entfernen Sie zuerst eines.</translation>
    </message>
    <message>
        <source>Chart %1</source>
        <translation>Diagramm %1</translation>
    </message>
    <message>
        <source>Nothing is charted yet</source>
        <translation>Noch kein Diagramm</translation>
    </message>
    <message>
        <source>Drag a resource from the left on to this room, or choose &quot;Chart this&quot; on any number of a response.</source>
        <translation>Ziehen Sie links eine Ressource in diesen Raum oder wählen Sie „Diagramm“ an einer Zahl einer Antwort.</translation>
    </message>
    <message>
        <source>Find a value</source>
        <translation>Wert suchen</translation>
    </message>
    <message>
        <source>Search for a resource to chart</source>
        <translation>Eine Ressource für das Diagramm suchen</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Add an empty chart</source>
        <translation>Ein leeres Diagramm hinzufügen</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu live</translation>
    </message>
    <message>
        <source>Show the newest values again</source>
        <translation>Wieder die neuesten Werte zeigen</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Stop the charts; data keeps arriving</source>
        <translation>Die Diagramme anhalten; Daten kommen weiter an</translation>
    </message>
    <message>
        <source>Show the values under the pointer</source>
        <translation>Die Werte unter dem Zeiger zeigen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausgeben</translation>
    </message>
    <message>
        <source>Export the charts as a picture or their values as a table</source>
        <translation>Die Diagramme als Bild oder ihre Werte als Tabelle ausgeben</translation>
    </message>
    <message>
        <source>Picture (PNG)</source>
        <translation>Bild (PNG)</translation>
    </message>
    <message>
        <source>Values in the shown range (CSV)</source>
        <translation>Werte im gezeigten Zeitraum (CSV)</translation>
    </message>
    <message>
        <source>no value yet</source>
        <translation>noch kein Wert</translation>
    </message>
    <message>
        <source>stale %1</source>
        <translation>veraltet %1</translation>
    </message>
    <message>
        <source> %1 in %2</source>
        <translation> %1 in %2</translation>
    </message>
    <message>
        <source>steady for %1</source>
        <translation>gleich seit %1</translation>
    </message>
    <message>
        <source>Live, %1</source>
        <translation>Live, %1</translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>Angehalten um %1</translation>
    </message>
    <message>
        <source>Zoomed, %1 to %2</source>
        <translation>Ausschnitt, %1 bis %2</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>Bild ausgeben</translation>
    </message>
    <message>
        <source>Export values</source>
        <translation>Werte ausgeben</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 lässt sich nicht schreiben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Live, last %1, %2</source>
        <translation>Live, letzte %1, %2</translation>
    </message>
</context>
<context>
    <name>copper::DemoNetwork</name>
    <message>
        <source>The demo network cannot start: %1 is missing or may not be run. Install Copperfield again.</source>
        <translation>Das Demonetz kann nicht starten: %1 fehlt oder darf nicht ausgeführt werden. Installieren Sie Copperfield neu.</translation>
    </message>
    <message>
        <source>The demo network has ended.</source>
        <translation>Das Demonetz ist beendet.</translation>
    </message>
    <message>
        <source>The demo network has ended: %1</source>
        <translation>Das Demonetz ist beendet: %1</translation>
    </message>
    <message>
        <source>The demo network does not answer. Is another program using port 5683 on 127.0.0.11 to 127.0.0.16?</source>
        <translation>Das Demonetz antwortet nicht. Benutzt ein anderes Programm Port 5683 auf 127.0.0.11 bis 127.0.0.16?</translation>
    </message>
    <message>
        <source>The demo network cannot start: a file for its key cannot be written.</source>
        <translation>Das Demonetz kann nicht starten: eine Datei für seinen Schlüssel lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>copper::DeviceChooser</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Devices to update</source>
        <translation>Zu aktualisierende Geräte</translation>
    </message>
    <message>
        <source>Other address: coap://192.168.20.40/firmware</source>
        <translation>Andere Adresse: coap://192.168.20.40/firmware</translation>
    </message>
    <message>
        <source>Address of the firmware resource</source>
        <translation>Adresse der Firmware-Ressource</translation>
    </message>
    <message>
        <source>Add the chosen devices to this update</source>
        <translation>Die gewählten Geräte in diese Aktualisierung aufnehmen</translation>
    </message>
    <message>
        <source>does not name %1</source>
        <translation>nennt keine %1</translation>
    </message>
    <message>
        <source>No device is known yet. Discover first, or write an address below.</source>
        <translation>Noch kein Gerät bekannt. Suchen Sie zuerst oder schreiben Sie unten eine Adresse.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>This is no address. Write one like coap://192.168.20.40/firmware.</source>
        <translation>Das ist keine Adresse. Schreiben Sie eine wie coap://192.168.20.40/firmware.</translation>
    </message>
    <message>
        <source>The list is full. Remove finished devices first.</source>
        <translation>Die Liste ist voll. Entfernen Sie zuerst fertige Geräte.</translation>
    </message>
</context>
<context>
    <name>copper::DeviceEdits</name>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>Zum Favoriten machen</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Note, tags and groups of %1</source>
        <translation>Notiz, Tags und Gruppen von %1</translation>
    </message>
    <message numerus="yes">
        <source>Tag %n device(s)</source>
        <translation>
            <numerusform>%n Gerät mit Tags versehen</numerusform>
            <numerusform>%n Geräte mit Tags versehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n device(s) into a group</source>
        <translation>
            <numerusform>%n Gerät in eine Gruppe stellen</numerusform>
            <numerusform>%n Geräte in eine Gruppe stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Use coaps</source>
        <translation>coaps verwenden</translation>
    </message>
    <message>
        <source>Back to coap</source>
        <translation>Zurück zu coap</translation>
    </message>
    <message>
        <source>Transmission parameters</source>
        <translation>Sendeparameter</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n device(s)</source>
        <translation>
            <numerusform>%n Gerät entfernen</numerusform>
            <numerusform>%n Geräte entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>How it is observed</source>
        <translation>Wie es beobachtet wird</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>copper::DeviceKeys</name>
    <message>
        <source>DTLS session up: identity %1, %2</source>
        <translation>DTLS-Sitzung steht: Identität %1, %2</translation>
    </message>
    <message>
        <source>The vault is locked: no key for it yet</source>
        <translation>Der Tresor ist verschlossen: noch kein Schlüssel dafür</translation>
    </message>
    <message>
        <source>Reached by coaps with %1, because of %2; no session is up</source>
        <translation>Über coaps erreichbar mit %1, wegen %2; keine Sitzung steht</translation>
    </message>
    <message>
        <source>Reached by coaps, and no key is for it</source>
        <translation>Über coaps erreichbar, und kein Schlüssel ist dafür da</translation>
    </message>
</context>
<context>
    <name>copper::DeviceTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type (rt)</source>
        <translation>Art (rt)</translation>
    </message>
    <message>
        <source>Interface (if)</source>
        <translation>Schnittstelle (if)</translation>
    </message>
    <message>
        <source>Format (ct)</source>
        <translation>Format (ct)</translation>
    </message>
    <message>
        <source>Size (sz)</source>
        <translation>Größe (sz)</translation>
    </message>
    <message>
        <source>By host name</source>
        <translation>Nach Rechnername</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>The list of resources is longer than what is shown.</source>
        <translation>Die Liste der Ressourcen ist länger als gezeigt.</translation>
    </message>
    <message>
        <source>The list of resources is broken at byte %1; what stands before it is shown.</source>
        <translation>Die Liste der Ressourcen ist bei Byte %1 zerbrochen; gezeigt wird, was davor steht.</translation>
    </message>
    <message>
        <source>%1 messages a second</source>
        <translation>%1 Nachrichten pro Sekunde</translation>
    </message>
    <message>
        <source>The list of resources was cut after %1. Raise the number in Limits (Ctrl+K), then ask again.</source>
        <translation>Die Liste der Ressourcen wurde nach %1 abgeschnitten. Die Zahl unter „Grenzen“ (Strg+K) anheben und noch einmal fragen.</translation>
    </message>
    <message>
        <source>%1 stale</source>
        <translation>%1 veraltet</translation>
    </message>
    <message>
        <source>%1 gone</source>
        <translation>%1 weg</translation>
    </message>
    <message>
        <source>%1 match the filter</source>
        <translation>%1 passen zum Filter</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Zuletzt gehört</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Greatest value first</source>
        <translation>Größter Wert zuerst</translation>
    </message>
    <message>
        <source>%1 of what the filter leaves hold a number</source>
        <translation>%1 von dem, was der Filter lässt, haben eine Zahl</translation>
    </message>
    <message>
        <source>The order follows new values once a second.</source>
        <translation>Die Reihenfolge folgt neuen Werten einmal in der Sekunde.</translation>
    </message>
    <message numerus="yes">
        <source>%1 devices</source>
        <translation>
            <numerusform>%1 Gerät</numerusform>
            <numerusform>%1 Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 resources</source>
        <translation>
            <numerusform>%1 Ressource</numerusform>
            <numerusform>%1 Ressourcen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>%1 alive</source>
        <translation>%1 erreichbar</translation>
    </message>
    <message>
        <source>%1 observed</source>
        <translation>%1 beobachtet</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
</context>
<context>
    <name>copper::DiffModel</name>
    <message>
        <source>comparing…</source>
        <translation>vergleicht…</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>nichts hat sich geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by path</source>
        <translation>
            <numerusform>%n Änderung nach Pfad</numerusform>
            <numerusform>%n Änderungen nach Pfad</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by line</source>
        <translation>
            <numerusform>%n Änderung nach Zeile</numerusform>
            <numerusform>%n Änderungen nach Zeile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by byte</source>
        <translation>
            <numerusform>%n Änderung nach Byte</numerusform>
            <numerusform>%n Änderungen nach Byte</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 are shown</source>
        <translation>die ersten %1 sind zu sehen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>copper::DiffView</name>
    <message>
        <source>Earlier answer to compare with</source>
        <translation>Frühere Antwort zum Vergleich</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>There is no earlier answer of this resource yet.</source>
        <translation>Von dieser Ressource gibt es noch keine frühere Antwort.</translation>
    </message>
</context>
<context>
    <name>copper::DiscoveryForm</name>
    <message>
        <source>Interfaces</source>
        <translation>Schnittstellen</translation>
    </message>
    <message>
        <source>Interfaces to ask on</source>
        <translation>Schnittstellen, auf denen gefragt wird</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>All CoAP nodes, 224.0.1.187</source>
        <translation>Alle CoAP-Knoten, 224.0.1.187</translation>
    </message>
    <message>
        <source>Link-local, ff02::fd</source>
        <translation>Link-lokal, ff02::fd</translation>
    </message>
    <message>
        <source>Site-local, ff05::fd</source>
        <translation>Standortweit, ff05::fd</translation>
    </message>
    <message>
        <source>Other groups</source>
        <translation>Andere Gruppen</translation>
    </message>
    <message>
        <source>Other groups too: ADDRESS[:PORT]</source>
        <translation>Auch andere Gruppen: ADRESSE[:PORT]</translation>
    </message>
    <message>
        <source>Only devices with a resource of</source>
        <translation>Nur Geräte mit einer Ressource mit</translation>
    </message>
    <message>
        <source>rt</source>
        <translation>rt</translation>
    </message>
    <message>
        <source>temperature*</source>
        <translation>temperature*</translation>
    </message>
    <message>
        <source>if</source>
        <translation>if</translation>
    </message>
    <message>
        <source>sensor</source>
        <translation>sensor</translation>
    </message>
    <message>
        <source>ct</source>
        <translation>ct</translation>
    </message>
    <message>
        <source>40</source>
        <translation>40</translation>
    </message>
    <message>
        <source>href</source>
        <translation>href</translation>
    </message>
    <message>
        <source>/sensors*</source>
        <translation>/sensors*</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Wait for answers</source>
        <translation>Auf Antworten warten</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Again and again, after</source>
        <translation>Immer wieder, nach</translation>
    </message>
    <message>
        <source>Pause between two sweeps</source>
        <translation>Pause zwischen zwei Suchläufen</translation>
    </message>
    <message>
        <source>One by one, for those that listen to no group</source>
        <translation>Einzeln, für die, die auf keine Gruppe hören</translation>
    </message>
    <message>
        <source>Range of addresses</source>
        <translation>Adressbereich</translation>
    </message>
    <message>
        <source>192.168.1.0/24 or 10.0.0.5-40</source>
        <translation>192.168.1.0/24 oder 10.0.0.5-40</translation>
    </message>
    <message>
        <source>Addresses a second</source>
        <translation>Adressen je Sekunde</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>Hosts: meter.local, 192.168.1.7</source>
        <translation>Hosts: meter.local, 192.168.1.7</translation>
    </message>
</context>
<context>
    <name>copper::DiscoveryMenu</name>
    <message>
        <source>What to discover</source>
        <translation>Was gesucht wird</translation>
    </message>
    <message>
        <source>Interfaces</source>
        <translation>Schnittstellen</translation>
    </message>
    <message>
        <source>All CoAP nodes, 224.0.1.187</source>
        <translation>Alle CoAP-Knoten, 224.0.1.187</translation>
    </message>
    <message>
        <source>Link-local, ff02::fd</source>
        <translation>Link-lokal, ff02::fd</translation>
    </message>
    <message>
        <source>Site-local, ff05::fd</source>
        <translation>Standortweit, ff05::fd</translation>
    </message>
    <message>
        <source>Collect answers for %1 s</source>
        <translation>Antworten %1 s lang sammeln</translation>
    </message>
</context>
<context>
    <name>copper::DiscoveryPage</name>
    <message>
        <source>Discovery</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Sweeps of this session</source>
        <translation>Suchläufe dieser Sitzung</translation>
    </message>
    <message>
        <source>What the sweep found out</source>
        <translation>Was der Suchlauf ergab</translation>
    </message>
    <message>
        <source>The next sweep begins in %1</source>
        <translation>Der nächste Suchlauf beginnt in %1</translation>
    </message>
    <message>
        <source>The last sweep ended %1 ago</source>
        <translation>Der letzte Suchlauf endete vor %1</translation>
    </message>
    <message>
        <source>Asks every CoAP device on the chosen networks what it has</source>
        <translation>Fragt jedes CoAP-Gerät in den gewählten Netzen, was es hat</translation>
    </message>
    <message numerus="yes">
        <source>%1 answers</source>
        <translation>
            <numerusform>%1 Antwort</numerusform>
            <numerusform>%1 Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 devices</source>
        <translation>
            <numerusform>%1 Gerät</numerusform>
            <numerusform>%1 Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 addresses asked</source>
        <translation>%1 von %2 Adressen gefragt</translation>
    </message>
    <message>
        <source>%1 outside the filters</source>
        <translation>%1 außerhalb der Filter</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>End the sweep; what was found stays</source>
        <translation>Den Suchlauf beenden; was gefunden ist, bleibt</translation>
    </message>
    <message>
        <source>Ask as it is set below</source>
        <translation>Fragen, wie es unten eingestellt ist</translation>
    </message>
    <message>
        <source>Shown part</source>
        <translation>Gezeigter Teil</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Was gefragt wird</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>Suchläufe</translation>
    </message>
</context>
<context>
    <name>copper::DissectionModel</name>
    <message>
        <source>Header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Token Length</source>
        <translation>Token-Länge</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation>Message ID</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>one block of a body</source>
        <translation>ein Block eines Körpers</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>copper::ExchangePanel</name>
    <message>
        <source>Show both messages in Packets</source>
        <translation>Beide Nachrichten in Pakete zeigen</translation>
    </message>
    <message>
        <source>Response options</source>
        <translation>Optionen der Antwort</translation>
    </message>
    <message>
        <source>Copy these facts</source>
        <translation>Diese Angaben kopieren</translation>
    </message>
    <message>
        <source>No answer yet.</source>
        <translation>Noch keine Antwort.</translation>
    </message>
    <message>
        <source>new value, you sent %1</source>
        <translation>neuer Wert, gesendet wurde %1</translation>
    </message>
    <message>
        <source>seconds, fresh until %1</source>
        <translation>Sekunden, frisch bis %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>piggybacked</source>
        <translation>mitgeschickt</translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation>Message ID</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Laufzeit</translation>
    </message>
    <message numerus="yes">
        <source>%n retransmission(s)</source>
        <translation>
            <numerusform>%n Wiederholung</numerusform>
            <numerusform>%n Wiederholungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>notification %1 of this observation</source>
        <translation>Meldung %1 dieser Beobachtung</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>plain CoAP, not protected</source>
        <translation>CoAP im Klartext, ungeschützt</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Austausch</translation>
    </message>
    <message>
        <source>%1, last 5 minutes</source>
        <translation>%1, letzte 5 Minuten</translation>
    </message>
    <message>
        <source>by DTLS, protected</source>
        <translation>über DTLS, geschützt</translation>
    </message>
</context>
<context>
    <name>copper::ExpectationPopup</name>
    <message>
        <source>Expect something of the answer</source>
        <translation>Etwas von der Antwort erwarten</translation>
    </message>
    <message>
        <source>Save a value for later requests</source>
        <translation>Einen Wert für spätere Anfragen merken</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Without an expectation about the code, 2.xx is expected.</source>
        <translation>Ohne eine Erwartung an den Code wird 2.xx erwartet.</translation>
    </message>
    <message>
        <source>The answer to %1</source>
        <translation>Die Antwort auf %1</translation>
    </message>
    <message>
        <source>Name of the variable</source>
        <translation>Name der Variablen</translation>
    </message>
    <message>
        <source>variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>What of the answer</source>
        <translation>Was von der Antwort</translation>
    </message>
    <message>
        <source>Path or option</source>
        <translation>Pfad oder Option</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation>Erwarteter Wert</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>“%1” is no option: its registered name, or a number.</source>
        <translation>„%1“ ist keine Option: ihr registrierter Name oder eine Zahl.</translation>
    </message>
    <message>
        <source>A variable&apos;s name is made of letters, digits, “_”, “-” and “.”.</source>
        <translation>Der Name einer Variablen besteht aus Buchstaben, Ziffern, „_“, „-“ und „.“.</translation>
    </message>
    <message>
        <source>At most %1 of each are kept.</source>
        <translation>Von jedem werden höchstens %1 behalten.</translation>
    </message>
</context>
<context>
    <name>copper::ExplorerDelegate</name>
    <message>
        <source>Name of the device</source>
        <translation>Name des Geräts</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
</context>
<context>
    <name>copper::ExplorerDock</name>
    <message>
        <source>Networks and devices</source>
        <translation>Netze und Geräte</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Close all devices</source>
        <translation>Alle Geräte zuklappen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Filter devices and resources</source>
        <translation>Geräte und Ressourcen filtern</translation>
    </message>
    <message>
        <source>Filter by name, path, rt or address</source>
        <translation>Nach Name, Pfad, rt oder Adresse filtern</translation>
    </message>
    <message>
        <source>No devices yet</source>
        <translation>Noch keine Geräte</translation>
    </message>
    <message>
        <source>Discover asks every CoAP device on your networks to show itself. A device that does not answer can be added by its address.</source>
        <translation>Suchen bittet jedes CoAP-Gerät in Ihren Netzen, sich zu zeigen. Ein Gerät, das nicht antwortet, lässt sich mit seiner Adresse hinzufügen.</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Each word must be in a name, path, rt or address.</source>
        <translation>Jedes Wort muss in Name, Pfad, rt oder Adresse stehen.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Discover devices</source>
        <translation>Geräte suchen</translation>
    </message>
    <message>
        <source>Add a device by address</source>
        <translation>Gerät mit Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Stop observing</source>
        <translation>Nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Open in Resource</source>
        <translation>In Ressource öffnen</translation>
    </message>
    <message>
        <source>Show its messages</source>
        <translation>Seine Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Chart this</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Add to dashboard</source>
        <translation>Zur Übersicht hinzufügen</translation>
    </message>
    <message>
        <source>Copy URI</source>
        <translation>URI kopieren</translation>
    </message>
    <message>
        <source>Read the list of resources again</source>
        <translation>Liste der Ressourcen neu lesen</translation>
    </message>
    <message>
        <source>Send firmware</source>
        <translation>Firmware senden</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>Zum Favoriten machen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Alle aufklappen</translation>
    </message>
    <message>
        <source>Read all lists of resources again</source>
        <translation>Alle Listen der Ressourcen neu lesen</translation>
    </message>
    <message>
        <source>Remove devices that are gone</source>
        <translation>Verschwundene Geräte entfernen</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Use coaps</source>
        <translation>coaps verwenden</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) removed. Ctrl+Z brings them back.</source>
        <translation>
            <numerusform>%n Gerät entfernt. Strg+Z bringt es zurück.</numerusform>
            <numerusform>%n Geräte entfernt. Strg+Z bringt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Trouble first</source>
        <translation>Ärger zuerst</translation>
    </message>
    <message>
        <source>Last heard first</source>
        <translation>Zuletzt gehörte zuerst</translation>
    </message>
    <message>
        <source>Greatest value first</source>
        <translation>Größter Wert zuerst</translation>
    </message>
    <message>
        <source>As they were found</source>
        <translation>Wie sie gefunden wurden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Save as a project</source>
        <translation>Als Projekt speichern</translation>
    </message>
    <message>
        <source>Add a project</source>
        <translation>Ein Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Projects (*.copperfield)</source>
        <translation>Projekte (*.copperfield)</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>Add %1 as a device</source>
        <translation>%1 als Gerät hinzufügen</translation>
    </message>
    <message>
        <source>Show the device it is on</source>
        <translation>Das Gerät zeigen, auf dem es liegt</translation>
    </message>
    <message>
        <source>Make them favourites</source>
        <translation>Zu Favoriten machen</translation>
    </message>
    <message>
        <source>Add tags and groups</source>
        <translation>Tags und Gruppen hinzufügen</translation>
    </message>
    <message>
        <source>Note, tags and groups</source>
        <translation>Notiz, Tags und Gruppen</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>Ask all at once</source>
        <translation>Alle auf einmal fragen</translation>
    </message>
    <message>
        <source>%1 observations are the most</source>
        <translation>höchstens %1 Beobachtungen</translation>
    </message>
    <message>
        <source>the dashboard is full</source>
        <translation>das Dashboard ist voll</translation>
    </message>
    <message>
        <source>values of %1 are kept; a narrower filter reads the others</source>
        <translation>Werte von %1 werden behalten; ein engerer Filter liest die anderen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>%1 is there already and is no project that this version can read; it stays as it is. Choose another name.</source>
        <translation>%1 gibt es schon, und es ist kein Projekt, das diese Version lesen kann; es bleibt, wie es ist. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be renamed; nothing was written over it.</source>
        <translation>%1 ist beschädigt und lässt sich nicht umbenennen; es wurde nicht überschrieben.</translation>
    </message>
    <message>
        <source>What was there is damaged and is %1 now.</source>
        <translation>Was dort stand, ist beschädigt und heißt jetzt %1.</translation>
    </message>
    <message numerus="yes">
        <source>%1 saved: %2 devices, the saved requests and the dashboard; no keys, no values.</source>
        <translation>
            <numerusform>%1 gespeichert: %2 Gerät, die gemerkten Anfragen und das Dashboard; keine Schlüssel, keine Werte.</numerusform>
            <numerusform>%1 gespeichert: %2 Geräte, die gemerkten Anfragen und das Dashboard; keine Schlüssel, keine Werte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+Z brings back what was here.</source>
        <translation>Strg+Z bringt zurück, was hier war.</translation>
    </message>
    <message>
        <source>Open %1? It takes the place of what is here (devices: %2, saved requests: %3, charts: %4).</source>
        <translation>%1 öffnen? Es ersetzt, was hier ist (Geräte: %2, gemerkte Anfragen: %3, Diagramme: %4).</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Add it instead</source>
        <translation>Stattdessen hinzufügen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
</context>
<context>
    <name>copper::ExplorerView</name>
    <message>
        <source>Networks and devices</source>
        <translation>Netze und Geräte</translation>
    </message>
</context>
<context>
    <name>copper::FindBar</name>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Find in the payload</source>
        <translation>In den Nutzdaten suchen</translation>
    </message>
    <message>
        <source>What is looked for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Capitals count</source>
        <translation>Groß/klein beachten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>not hex</source>
        <translation>kein Hex</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>sucht…</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareDetail</name>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Block map</source>
        <translation>Blockkarte</translation>
    </message>
    <message>
        <source>select a device</source>
        <translation>wählen Sie ein Gerät</translation>
    </message>
    <message>
        <source>%1, block map</source>
        <translation>%1, Blockkarte</translation>
    </message>
    <message>
        <source>%1 blocks of %2 bytes, left to right</source>
        <translation>%1 Blöcke von %2 Bytes, von links nach rechts</translation>
    </message>
    <message>
        <source>average %1</source>
        <translation>im Mittel %1</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareHead</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>How the image is sent</source>
        <translation>Wie das Image gesendet wird</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Choose another image</source>
        <translation>Anderes Image wählen</translation>
    </message>
    <message>
        <source>Choose the devices to update</source>
        <translation>Die zu aktualisierenden Geräte wählen</translation>
    </message>
    <message>
        <source>Devices at once</source>
        <translation>Geräte zugleich</translation>
    </message>
    <message>
        <source>So many devices get the image at once</source>
        <translation>So viele Geräte bekommen das Image zugleich</translation>
    </message>
    <message>
        <source>Cancel every device that is not finished</source>
        <translation>Jedes Gerät abbrechen, das nicht fertig ist</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>, version %1</source>
        <translation>, Version %1</translation>
    </message>
    <message>
        <source>, SHA-256 is being computed</source>
        <translation>, SHA-256 wird berechnet</translation>
    </message>
    <message>
        <source>, SHA-256 %1</source>
        <translation>, SHA-256 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2 on %3</source>
        <translation>%1 → %2 auf %3</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>%1 blocks of %2 bytes, %3 %4</source>
        <translation>%1 Blöcke von %2 Bytes, %3 %4</translation>
    </message>
    <message>
        <source>Send the image to the devices that wait</source>
        <translation>Das Image an die wartenden Geräte senden</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>Go on with every paused device</source>
        <translation>Mit jedem angehaltenen Gerät weitermachen</translation>
    </message>
    <message>
        <source>Pause every device; nothing is lost</source>
        <translation>Jedes Gerät anhalten; nichts geht verloren</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Image</translation>
    </message>
    <message>
        <source>Choose the file to send</source>
        <translation>Wählen Sie die zu sendende Datei</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareModel</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Rate, average</source>
        <translation>Rate, Mittel</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Versuche</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareRoom</name>
    <message>
        <source>No image chosen</source>
        <translation>Kein Image gewählt</translation>
    </message>
    <message>
        <source>Choose a firmware file, or drop one here. You see the plan before anything is sent.</source>
        <translation>Wählen Sie eine Firmware-Datei oder legen Sie eine hier ab. Sie sehen den Plan, bevor etwas gesendet wird.</translation>
    </message>
    <message>
        <source>No device chosen</source>
        <translation>Kein Gerät gewählt</translation>
    </message>
    <message>
        <source>Choose which devices get this image.</source>
        <translation>Wählen Sie, welche Geräte dieses Image bekommen.</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>Image wählen</translation>
    </message>
    <message>
        <source>Choose a firmware file</source>
        <translation>Firmware-Datei wählen</translation>
    </message>
    <message>
        <source>Choose devices</source>
        <translation>Geräte wählen</translation>
    </message>
    <message>
        <source>Choose the devices to update</source>
        <translation>Die zu aktualisierenden Geräte wählen</translation>
    </message>
    <message>
        <source>Firmware images (*.bin *.hex *.img *.fw *.suit)</source>
        <translation>Firmware-Images (*.bin *.hex *.img *.fw *.suit)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareSettingsPopup</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>not read back</source>
        <translation>nicht zurückgelesen</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>Firmware resource</source>
        <translation>Firmware-Ressource</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>Verify by reading</source>
        <translation>Prüfen durch Lesen von</translation>
    </message>
    <message>
        <source>Version from</source>
        <translation>Version aus</translation>
    </message>
    <message>
        <source>Read back is the image itself or its SHA-256. Devices that are under way keep what they began with.</source>
        <translation>Zurückgelesen wird das Image selbst oder sein SHA-256. Geräte, die unterwegs sind, behalten, womit sie begannen.</translation>
    </message>
    <message>
        <source>The image has to go somewhere: write a path like /firmware.</source>
        <translation>Das Image muss irgendwohin: schreiben Sie einen Pfad wie /firmware.</translation>
    </message>
</context>
<context>
    <name>copper::FirmwareTable</name>
    <message>
        <source>Devices of this update</source>
        <translation>Geräte dieser Aktualisierung</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>copper::FoundStrip</name>
    <message>
        <source>GET of every resource that the filter leaves</source>
        <translation>GET für jede Ressource, die der Filter lässt</translation>
    </message>
    <message>
        <source>Read all</source>
        <translation>Alle lesen</translation>
    </message>
    <message>
        <source>All devices in one list, the greatest value first</source>
        <translation>Alle Geräte in einer Liste, der größte Wert zuerst</translation>
    </message>
    <message>
        <source>%1 found, %2 never read</source>
        <translation>%1 gefunden, %2 nie gelesen</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>By device</source>
        <translation>Nach Gerät</translation>
    </message>
    <message>
        <source>Greatest first</source>
        <translation>Größter zuerst</translation>
    </message>
</context>
<context>
    <name>copper::HandshakeModel</name>
    <message>
        <source>under way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>kam nicht</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What it said</source>
        <translation>Was es sagte</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>copper::HandshakePanel</name>
    <message>
        <source>Test the selected key, or stop the test</source>
        <translation>Den gewählten Schlüssel prüfen oder die Prüfung anhalten</translation>
    </message>
    <message>
        <source>Test handshake</source>
        <translation>Handshake prüfen</translation>
    </message>
    <message>
        <source>Steps of the handshake</source>
        <translation>Schritte des Handshakes</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>Works, %1</source>
        <translation>Geht, %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>A whole handshake with the device and a first GET, step by step.</source>
        <translation>Ein ganzer Handshake mit dem Gerät und ein erstes GET, Schritt für Schritt.</translation>
    </message>
</context>
<context>
    <name>copper::HealthModel</name>
    <message>
        <source>not observed</source>
        <translation>nicht beobachtet</translation>
    </message>
    <message>
        <source>registering</source>
        <translation>meldet sich an</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>stale, asks again in %1</source>
        <translation>veraltet, fragt wieder in %1</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>no answer, tries again in %1</source>
        <translation>keine Antwort, neuer Versuch in %1</translation>
    </message>
    <message>
        <source>no answer, trying again</source>
        <translation>keine Antwort, versucht wieder</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>over by %1</source>
        <translation>seit %1 abgelaufen</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Letzter Wert</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Max-Age left</source>
        <translation>Rest von Max-Age</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Falsche Folge</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Per minute</source>
        <translation>Pro Minute</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>live, %1 too fast to show</source>
        <translation>live, %1 zu schnell zum Zeigen</translation>
    </message>
    <message>
        <source>Of very many notifications only the newest are drawn, 30 times a second. The packet log has all of them, up to its limit.</source>
        <translation>Von sehr vielen Benachrichtigungen werden nur die neuesten gezeichnet, 30-mal in der Sekunde. Das Paketprotokoll hat alle, bis zu seiner Grenze.</translation>
    </message>
</context>
<context>
    <name>copper::HealthTable</name>
    <message>
        <source>Register again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Observation health</source>
        <translation>Zustand der Beobachtungen</translation>
    </message>
    <message>
        <source>Cancel and register the selected observations, or those that need a look</source>
        <translation>Die gewählten Beobachtungen abmelden und neu anmelden, oder jene, die einen Blick brauchen</translation>
    </message>
    <message numerus="yes">
        <source>%n observations</source>
        <translation>
            <numerusform>%n Beobachtung</numerusform>
            <numerusform>%n Beobachtungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 need a look</source>
        <translation>%1, %2 brauchen einen Blick</translation>
    </message>
</context>
<context>
    <name>copper::HexView</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>copper::HistoryModel</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>copper::HistoryPanel</name>
    <message>
        <source>Named requests</source>
        <translation>Benannte Anfragen</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Im Verlauf suchen</translation>
    </message>
    <message>
        <source>Method, path, code</source>
        <translation>Methode, Pfad, Code</translation>
    </message>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>What you send is listed here. Enter shows it again, Ctrl+Enter sends it again.</source>
        <translation>Was Sie senden, steht hier. Eingabe zeigt es wieder, Strg+Eingabe sendet es noch einmal.</translation>
    </message>
    <message>
        <source>No named requests yet: the star beside the address saves one</source>
        <translation>Noch keine benannten Anfragen: der Stern neben der Adresse merkt eine</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Gesendete Anfragen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Forget the history</source>
        <translation>Verlauf vergessen</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) with their answers, here and on the disk</source>
        <translation>
            <numerusform>%n Anfrage mit ihrer Antwort, hier und auf der Platte</numerusform>
            <numerusform>%n Anfragen mit ihren Antworten, hier und auf der Platte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::ImageView</name>
    <message>
        <source>Payload as an image</source>
        <translation>Nutzdaten als Bild</translation>
    </message>
    <message>
        <source>decoding…</source>
        <translation>dekodiert…</translation>
    </message>
    <message>
        <source>This payload is no image.</source>
        <translation>Diese Nutzdaten sind kein Bild.</translation>
    </message>
    <message>
        <source>%1: this image cannot be shown. It is damaged, too large, or refers to something outside of it.</source>
        <translation>%1: dieses Bild kann nicht gezeigt werden. Es ist beschädigt, zu groß oder verweist nach außen.</translation>
    </message>
    <message>
        <source>%1, %2 × %3 pixels</source>
        <translation>%1, %2 × %3 Pixel</translation>
    </message>
</context>
<context>
    <name>copper::InterfaceModel</name>
    <message>
        <source>down</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>up, multicast</source>
        <translation>an, Multicast</translation>
    </message>
    <message>
        <source>no multicast</source>
        <translation>kein Multicast</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>Schnittstelle</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Kam zurück</translation>
    </message>
</context>
<context>
    <name>copper::KeyEntry</name>
    <message>
        <source>Show the key for 10 s</source>
        <translation>Den Schlüssel 10 s lang zeigen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>How the key is written</source>
        <translation>Wie der Schlüssel geschrieben ist</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Shown for 10 s at most</source>
        <translation>Höchstens 10 s lang zu sehen</translation>
    </message>
</context>
<context>
    <name>copper::KeyRing</name>
    <message>
        <source>The key log %1 cannot be written: %2. It is off.</source>
        <translation>Das Schlüsselprotokoll %1 ist nicht schreibbar: %2. Es ist aus.</translation>
    </message>
    <message>
        <source>The list of keys was damaged; it is kept as %1.</source>
        <translation>Die Liste der Schlüssel war beschädigt; sie liegt als %1 daneben.</translation>
    </message>
    <message>
        <source>The list of keys was damaged or gone; the copy before it was taken.</source>
        <translation>Die Liste der Schlüssel war beschädigt oder weg; die Kopie davor gilt.</translation>
    </message>
    <message>
        <source>The list of keys cannot be read: %1</source>
        <translation>Die Liste der Schlüssel ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>%1 had forgotten the session: a new one is up.</source>
        <translation>%1 hatte die Sitzung vergessen: eine neue steht.</translation>
    </message>
    <message>
        <source>The demo key is added.</source>
        <translation>Der Demo-Schlüssel ist hinzugefügt.</translation>
    </message>
    <message>
        <source>Demo network</source>
        <translation>Demonetz</translation>
    </message>
    <message>
        <source>Made for each run of the demo network.</source>
        <translation>Wird für jeden Lauf des Demonetzes neu gemacht.</translation>
    </message>
</context>
<context>
    <name>copper::Ladder</name>
    <message>
        <source>Ladder of the conversation</source>
        <translation>Leiter des Gesprächs</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>copper::LargePayloadModel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>liest, %1 %</translation>
    </message>
    <message>
        <source>%1 values</source>
        <translation>%1 Werte</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1 links</source>
        <translation>%1 Links</translation>
    </message>
    <message>
        <source>%1 rows are open already. Close others first.</source>
        <translation>%1 Zeilen sind schon offen. Schließen Sie zuerst andere.</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, bei Byte %2</translation>
    </message>
    <message>
        <source>cannot be read, at byte %1</source>
        <translation>nicht lesbar, bei Byte %1</translation>
    </message>
</context>
<context>
    <name>copper::LegendStrip</name>
    <message>
        <source>no value yet</source>
        <translation>noch kein Wert</translation>
    </message>
    <message>
        <source>, stale %1</source>
        <translation>, veraltet %1</translation>
    </message>
</context>
<context>
    <name>copper::LimitsPopup</name>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Answer kept in memory</source>
        <translation>Antwort im Speicher</translation>
    </message>
    <message>
        <source>Resources of one device</source>
        <translation>Ressourcen eines Geräts</translation>
    </message>
    <message>
        <source>Devices in the list and in one scan</source>
        <translation>Geräte in der Liste und je Suche</translation>
    </message>
    <message>
        <source>Answers of one source to a scan</source>
        <translation>Antworten einer Quelle je Suche</translation>
    </message>
    <message>
        <source>Resource lists of one scan</source>
        <translation>Ressourcenlisten einer Suche</translation>
    </message>
    <message>
        <source>Packet log</source>
        <translation>Paketprotokoll</translation>
    </message>
    <message>
        <source>They protect the window from devices that send too much. What begins from now on keeps to them; the packet log at once.</source>
        <translation>Sie schützen das Fenster vor Geräten, die zu viel senden. Was ab jetzt beginnt, hält sich daran; das Paketprotokoll sofort.</translation>
    </message>
    <message>
        <source>Standard values</source>
        <translation>Standardwerte</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Receive buffer of the next scan</source>
        <translation>Empfangspuffer des nächsten Suchlaufs</translation>
    </message>
</context>
<context>
    <name>copper::MainWindow</name>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Add device</source>
        <translation>Gerät hinzufügen</translation>
    </message>
    <message>
        <source>Start the demo network</source>
        <translation>Demonetz starten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Record or stop recording</source>
        <translation>Aufzeichnen oder damit aufhören</translation>
    </message>
    <message>
        <source>Show or hide the devices</source>
        <translation>Geräte zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message numerus="yes">
        <source>%n devices answered</source>
        <translation>
            <numerusform>%n Gerät hat geantwortet</numerusform>
            <numerusform>%n Geräte haben geantwortet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Firmware</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Limits…</source>
        <translation>Grenzen …</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Steer discovery</source>
        <translation>Suche steuern</translation>
    </message>
    <message>
        <source>No device answered</source>
        <translation>Kein Gerät hat geantwortet</translation>
    </message>
    <message>
        <source>No device answered.</source>
        <translation>Kein Gerät hat geantwortet.</translation>
    </message>
</context>
<context>
    <name>copper::NotesPopup</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>roof, spare</source>
        <translation>Dach, Reserve</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>North wing</source>
        <translation>Nordflügel</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep note, tags and groups</source>
        <translation>Notiz, Tags und Gruppen behalten</translation>
    </message>
    <message>
        <source>Tags, with commas between</source>
        <translation>Tags, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Groups: each stands in the list like a network</source>
        <translation>Gruppen: jede steht in der Liste wie ein Netz</translation>
    </message>
    <message numerus="yes">
        <source>Add to %n device(s)</source>
        <translation>
            <numerusform>%n Gerät hinzufügen</numerusform>
            <numerusform>%n Geräten hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::NoticeBar</name>
    <message>
        <source>The settings could not be read; Copperfield starts with the defaults. The damaged file is kept as %1.</source>
        <translation>Die Einstellungen waren nicht lesbar; Copperfield beginnt mit den Vorgaben. Die beschädigte Datei bleibt als %1.</translation>
    </message>
    <message>
        <source>The settings could not be read; the copy before them was taken. The damaged file is kept as %1.</source>
        <translation>Die Einstellungen waren nicht lesbar; die vorige Fassung wurde genommen. Die beschädigte Datei bleibt als %1.</translation>
    </message>
    <message>
        <source>The settings were written by a later version of Copperfield. They are left as they are; nothing of this session will be kept.</source>
        <translation>Die Einstellungen stammen von einer späteren Version von Copperfield. Sie bleiben, wie sie sind; von dieser Sitzung wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>No more resources can be observed at once. Stop an observation first.</source>
        <translation>Mehr Ressourcen lassen sich nicht zugleich beobachten. Beenden Sie eine Beobachtung.</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>The file with the settings is not there; the copy before it was taken.</source>
        <translation>Die Datei mit den Einstellungen fehlt; die Kopie davor wurde genommen.</translation>
    </message>
    <message>
        <source>More devices answered than the list can hold. Remove some, or raise the number in Limits (Ctrl+K), then discover again.</source>
        <translation>Es haben mehr Geräte geantwortet, als die Liste fasst. Einige entfernen oder die Zahl unter „Grenzen“ (Strg+K) anheben, dann erneut suchen.</translation>
    </message>
    <message>
        <source>The requests of earlier sessions could not be read. The damaged file is kept as %1; what you send from now on is kept in a new one.</source>
        <translation>Die Anfragen früherer Sitzungen waren nicht zu lesen. Die beschädigte Datei bleibt als %1; was Sie ab jetzt senden, kommt in eine neue.</translation>
    </message>
    <message>
        <source>The requests of earlier sessions were written by a later version of Copperfield. They are left as they are; requests of this session will not be kept.</source>
        <translation>Die Anfragen früherer Sitzungen hat eine spätere Version von Copperfield geschrieben. Sie bleiben, wie sie sind; Anfragen dieser Sitzung werden nicht behalten.</translation>
    </message>
    <message>
        <source>This cannot be saved: %1. Free some space or correct the permissions; it is tried again.</source>
        <translation>Das lässt sich nicht speichern: %1. Schaffen Sie Platz oder berichtigen Sie die Rechte; es wird wieder versucht.</translation>
    </message>
</context>
<context>
    <name>copper::ObservationModel</name>
    <message>
        <source>ended by itself</source>
        <translation>von selbst beendet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>registering</source>
        <translation>meldet sich an</translation>
    </message>
    <message>
        <source>live</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>registering again</source>
        <translation>meldet sich neu an</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>over by %1</source>
        <translation>um %1 überschritten</translation>
    </message>
    <message>
        <source>%1/h</source>
        <translation>%1/h</translation>
    </message>
    <message>
        <source>Datagrams both ways with IP and UDP headers, about; %1 since it began</source>
        <translation>Datagramme in beide Richtungen mit IP- und UDP-Köpfen, ungefähr; %1 seit Beginn</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Max-Age left</source>
        <translation>Rest von Max-Age</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Reordered</source>
        <translation>Umgeordnet</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>copper::ObservationsPage</name>
    <message>
        <source>Nothing is observed yet</source>
        <translation>Noch wird nichts beobachtet</translation>
    </message>
    <message>
        <source>Observe a resource from the tree or in Resource: its values come by themselves from then on.</source>
        <translation>Beobachten Sie eine Ressource im Baum oder unter Ressource: ihre Werte kommen dann von selbst.</translation>
    </message>
    <message>
        <source>Filter the observations</source>
        <translation>Die Beobachtungen filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>Beobachtungen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Register again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Policy of the device</source>
        <translation>Regel für das Gerät</translation>
    </message>
    <message>
        <source>Ask by CON</source>
        <translation>Mit CON fragen</translation>
    </message>
    <message>
        <source>Ask by NON, a hint that NON notifications will do</source>
        <translation>Mit NON fragen, ein Hinweis, dass NON-Benachrichtigungen genügen</translation>
    </message>
    <message>
        <source>End with a farewell (GET with Observe 1)</source>
        <translation>Mit Abmeldung beenden (GET mit Observe 1)</translation>
    </message>
    <message>
        <source>End by a Reset to the next notification</source>
        <translation>Mit einem Reset auf die nächste Benachrichtigung beenden</translation>
    </message>
    <message>
        <source>For observations that begin from now on; Register again makes it hold for these</source>
        <translation>Gilt für Beobachtungen, die ab jetzt beginnen; Neu anmelden lässt es für diese gelten</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 an hour</source>
        <translation>%1 je Stunde</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::OptionDelegate</name>
    <message>
        <source>no value</source>
        <translation>ohne Wert</translation>
    </message>
</context>
<context>
    <name>copper::OptionEditor</name>
    <message>
        <source>Add option by name or number</source>
        <translation>Option mit Name oder Nummer hinzufügen</translation>
    </message>
    <message>
        <source>Option to add: name or number, with = and a value if you like</source>
        <translation>Neue Option: Name oder Nummer, auf Wunsch mit = und einem Wert</translation>
    </message>
    <message>
        <source>ETag, Accept=json, 65000=0xff</source>
        <translation>ETag, Accept=json, 65000=0xff</translation>
    </message>
</context>
<context>
    <name>copper::OptionField</name>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <source>0 register</source>
        <translation>0 anmelden</translation>
    </message>
    <message>
        <source>1 deregister</source>
        <translation>1 abmelden</translation>
    </message>
    <message>
        <source>Formats to choose from</source>
        <translation>Formate zur Wahl</translation>
    </message>
    <message>
        <source>hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Write the value in hex</source>
        <translation>Den Wert in Hex schreiben</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>angeboten</translation>
    </message>
</context>
<context>
    <name>copper::OptionModel</name>
    <message>
        <source>A request takes at most %1 options here</source>
        <translation>Eine Anfrage nimmt hier höchstens %1 Optionen</translation>
    </message>
    <message>
        <source>Block options follow from the block size under Advanced</source>
        <translation>Block-Optionen folgen aus der Blockgröße unter Erweitert</translation>
    </message>
    <message>
        <source>path segment %1, from the address</source>
        <translation>Pfadteil %1, aus der Adresse</translation>
    </message>
    <message>
        <source>query argument %1, from the address</source>
        <translation>Abfrageteil %1, aus der Adresse</translation>
    </message>
    <message>
        <source>unregistered</source>
        <translation>nicht registriert</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
</context>
<context>
    <name>copper::OptionTable</name>
    <message>
        <source>Options of the request</source>
        <translation>Optionen der Anfrage</translation>
    </message>
</context>
<context>
    <name>copper::PacketDetail</name>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>again</source>
        <translation>noch einmal</translation>
    </message>
    <message>
        <source>Ladder of the conversation</source>
        <translation>Leiter des Gesprächs</translation>
    </message>
    <message>
        <source>Fields of the message</source>
        <translation>Felder der Nachricht</translation>
    </message>
    <message>
        <source>Bytes of the message</source>
        <translation>Bytes der Nachricht</translation>
    </message>
    <message>
        <source>Copy the bytes as hex</source>
        <translation>Die Bytes als Hex kopieren</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>No message selected</source>
        <translation>Keine Nachricht gewählt</translation>
    </message>
    <message>
        <source>Select a message to see its conversation, its fields and its bytes.</source>
        <translation>Wählen Sie eine Nachricht, um ihr Gespräch, ihre Felder und ihre Bytes zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>all devices</source>
        <translation>alle Geräte</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing remarkable.</source>
        <translation>Nichts Auffälliges.</translation>
    </message>
    <message>
        <source>This message was marked: %1.</source>
        <translation>Diese Nachricht ist gekennzeichnet: %1.</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>auf der Leitung</translation>
    </message>
    <message>
        <source>decrypted</source>
        <translation>entschlüsselt</translation>
    </message>
</context>
<context>
    <name>copper::PacketView</name>
    <message>
        <source>Messages in and out</source>
        <translation>Nachrichten in beide Richtungen</translation>
    </message>
</context>
<context>
    <name>copper::PacketsRoom</name>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>Every message in and out is listed here while recording is on. Send a request or discover devices.</source>
        <translation>Jede Nachricht steht hier, solange aufgezeichnet wird. Senden Sie eine Anfrage oder suchen Sie Geräte.</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show messages that contain</source>
        <translation>Nachrichten zeigen, die dies enthalten</translation>
    </message>
    <message>
        <source>Show messages that contain…</source>
        <translation>Nachrichten zeigen, die dies enthalten …</translation>
    </message>
    <message>
        <source>Filter each column by itself</source>
        <translation>Jede Spalte für sich filtern</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Group messages that belong together</source>
        <translation>Nachrichten gruppieren, die zusammengehören</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest message in sight</source>
        <translation>Die neueste Nachricht im Blick behalten</translation>
    </message>
    <message>
        <source>Save as pcapng</source>
        <translation>Als pcapng speichern</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Die Liste leeren</translation>
    </message>
    <message>
        <source>Filter of the column %1</source>
        <translation>Filter der Spalte %1</translation>
    </message>
    <message>
        <source>%1 contains</source>
        <translation>%1 enthält</translation>
    </message>
    <message>
        <source>No message matches</source>
        <translation>Keine Nachricht passt</translation>
    </message>
    <message>
        <source>A message is shown when every filled filter is found in it.</source>
        <translation>Eine Nachricht wird gezeigt, wenn jeder ausgefüllte Filter in ihr vorkommt.</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 Nachrichten</translation>
    </message>
    <message>
        <source>%1 of %2 messages</source>
        <translation>%1 von %2 Nachrichten</translation>
    </message>
    <message>
        <source>Save the messages</source>
        <translation>Nachrichten speichern</translation>
    </message>
    <message>
        <source>Packet captures (*.pcapng)</source>
        <translation>Paketmitschnitte (*.pcapng)</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) saved</source>
        <translation>
            <numerusform>%n Nachricht gespeichert</numerusform>
            <numerusform>%n Nachrichten gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>The file cannot be written: %1. Choose another folder or free some space.</source>
        <translation>Die Datei lässt sich nicht schreiben: %1. Wählen Sie einen anderen Ordner oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>searching %1 %</source>
        <translation>Suche läuft, %1 %</translation>
    </message>
    <message>
        <source>DTLS</source>
        <translation>DTLS</translation>
    </message>
    <message>
        <source>Show handshakes and other DTLS records that hold no message</source>
        <translation>Handshakes und andere DTLS-Records ohne Nachricht zeigen</translation>
    </message>
    <message>
        <source>%1, with the session keys of the key log: whoever has the file can read them</source>
        <translation>%1, mit den Sitzungsschlüsseln des Schlüsselprotokolls: Wer die Datei hat, kann sie lesen</translation>
    </message>
</context>
<context>
    <name>copper::PaletteModel</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Saved requests</source>
        <translation>Gespeicherte Anfragen</translation>
    </message>
</context>
<context>
    <name>copper::PasswordPopup</name>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Dasselbe noch einmal</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>Neues Passwort noch einmal</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Bisheriges Passwort</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>A password is needed.</source>
        <translation>Es fehlt ein Passwort.</translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>Die beiden neuen Passwörter sind verschieden.</translation>
    </message>
    <message>
        <source>This takes a moment</source>
        <translation>Das dauert einen Moment</translation>
    </message>
</context>
<context>
    <name>copper::PatternChip</name>
    <message>
        <source>Used for %1; press to take it away</source>
        <translation>Gilt für %1; drücken, um es wegzunehmen</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>%1 wegnehmen</translation>
    </message>
</context>
<context>
    <name>copper::PatternField</name>
    <message>
        <source>Used for: host, address or pattern</source>
        <translation>Gilt für: Host, Adresse oder Muster</translation>
    </message>
    <message>
        <source>host, address or pattern</source>
        <translation>Host, Adresse oder Muster</translation>
    </message>
</context>
<context>
    <name>copper::PayloadEditor</name>
    <message>
        <source>Kind of payload</source>
        <translation>Art der Nutzlast</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>No payload</source>
        <translation>Keine Nutzlast</translation>
    </message>
    <message>
        <source>File to send</source>
        <translation>Zu sendende Datei</translation>
    </message>
    <message>
        <source>Path of the file to send</source>
        <translation>Pfad der zu sendenden Datei</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>This is too much to type here. Send it as a file.</source>
        <translation>Das ist zu viel zum Eintippen. Senden Sie es als Datei.</translation>
    </message>
    <message>
        <source>Nothing is sent with the request.</source>
        <translation>Mit der Anfrage wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Content-Format %1, %2, unless the options say otherwise</source>
        <translation>Content-Format %1, %2, wenn die Optionen nichts anderes sagen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>CBOR</source>
        <translation>CBOR</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>SenML</source>
        <translation>SenML</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Insert an example</source>
        <translation>Ein Beispiel einsetzen</translation>
    </message>
    <message>
        <source>There is no file “%1” that can be read. Choose it again.</source>
        <translation>Es gibt keine lesbare Datei „%1“. Wählen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Kept as it was typed, not converted.</source>
        <translation>Geblieben, wie es getippt war, nicht umgewandelt.</translation>
    </message>
    <message>
        <source>Kept as it was typed, not converted: there are variables in it.</source>
        <translation>Wie geschrieben behalten und nicht umgewandelt: Es enthält Variablen.</translation>
    </message>
</context>
<context>
    <name>copper::PayloadTreeModel</name>
    <message>
        <source>SenML pack</source>
        <translation>SenML-Paket</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Satz</numerusform>
            <numerusform>%n Sätze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n Link</numerusform>
            <numerusform>%n Links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, bei Byte %2</translation>
    </message>
    <message>
        <source>was %1, %2 ago</source>
        <translation>war %1, vor %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>copper::PayloadView</name>
    <message>
        <source>Chart this value</source>
        <translation>Diesen Wert ins Diagramm</translation>
    </message>
    <message>
        <source>Payload as a tree of values</source>
        <translation>Nutzlast als Baum von Werten</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>Nutzlast als Text</translation>
    </message>
    <message>
        <source>Payload as hex</source>
        <translation>Nutzlast als Hex</translation>
    </message>
    <message>
        <source>%1, at byte %2 of %3</source>
        <translation>%1, bei Byte %2 von %3</translation>
    </message>
    <message>
        <source>byte %1 of %2</source>
        <translation>Byte %1 von %2</translation>
    </message>
    <message>
        <source>bytes %1 of %2</source>
        <translation>Bytes %1 von %2</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy bytes as hex</source>
        <translation>Bytes als Hex kopieren</translation>
    </message>
    <message>
        <source>not UTF-8, see byte %1</source>
        <translation>kein UTF-8, siehe Byte %1</translation>
    </message>
    <message>
        <source>More than %1 is not copied. Save it to a file.</source>
        <translation>Mehr als %1 wird nicht kopiert. Speichern Sie es in eine Datei.</translation>
    </message>
</context>
<context>
    <name>copper::RateChart</name>
    <message>
        <source>Rate, average %1 KiB/s</source>
        <translation>Rate, im Mittel %1 KiB/s</translation>
    </message>
    <message>
        <source>The rate appears while blocks are sent.</source>
        <translation>Die Rate erscheint, während Blöcke gesendet werden.</translation>
    </message>
    <message>
        <source>KiB/s</source>
        <translation>KiB/s</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>copper::RecordButton</name>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
</context>
<context>
    <name>copper::RequestBar</name>
    <message>
        <source>Save as a named request</source>
        <translation>Als benannte Anfrage speichern</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Message type</source>
        <translation>Nachrichtentyp</translation>
    </message>
    <message>
        <source>Confirmable: sent again until it is acknowledged</source>
        <translation>Confirmable: wird wiederholt, bis sie bestätigt ist</translation>
    </message>
    <message>
        <source>Non-confirmable: sent once</source>
        <translation>Non-confirmable: wird einmal gesendet</translation>
    </message>
    <message>
        <source>Send the request</source>
        <translation>Anfrage senden</translation>
    </message>
    <message>
        <source>Observing</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Stop observing</source>
        <translation>Nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Observe: the device sends each new value</source>
        <translation>Beobachten: das Gerät sendet jeden neuen Wert</translation>
    </message>
    <message>
        <source>Reached by coaps, and no key is for this host.</source>
        <translation>Über coaps erreichbar, und kein Schlüssel ist für diesen Host da.</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Add a key for this host in Security</source>
        <translation>Unter Sicherheit einen Schlüssel für diesen Host hinzufügen</translation>
    </message>
    <message>
        <source>More ways to send</source>
        <translation>Weitere Arten zu senden</translation>
    </message>
    <message>
        <source>Send to many devices</source>
        <translation>An viele Geräte senden</translation>
    </message>
</context>
<context>
    <name>copper::RequestEditor</name>
    <message>
        <source>Parts of the request</source>
        <translation>Teile der Anfrage</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzlast</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Copy as copper command</source>
        <translation>Als copper-Befehl kopieren</translation>
    </message>
    <message>
        <source>An option cannot be sent as it is written. Correct it or remove it.</source>
        <translation>Eine Option lässt sich so nicht senden. Berichtigen oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>block-wise, %1 bytes each</source>
        <translation>blockweise, je %1 Bytes</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) in one message</source>
        <translation>
            <numerusform>%n Byte in einer Nachricht</numerusform>
            <numerusform>%n Bytes in einer Nachricht</numerusform>
        </translation>
    </message>
    <message>
        <source>token %1</source>
        <translation>Token %1</translation>
    </message>
    <message>
        <source>random token of 8 bytes</source>
        <translation>zufälliges Token von 8 Bytes</translation>
    </message>
    <message>
        <source>blocks of %1 bytes</source>
        <translation>Blöcke von %1 Bytes</translation>
    </message>
    <message>
        <source>block size as the device asks</source>
        <translation>Blockgröße, wie das Gerät es will</translation>
    </message>
    <message>
        <source>Copy as another program&apos;s command</source>
        <translation>Als Befehl eines anderen Programms kopieren</translation>
    </message>
    <message>
        <source>Message ID %1</source>
        <translation>Message ID %1</translation>
    </message>
</context>
<context>
    <name>copper::ResourceRoom</name>
    <message>
        <source>These timers are used for the device from now on.</source>
        <translation>Diese Zeiten gelten für das Gerät von nun an.</translation>
    </message>
    <message>
        <source>Give it a name. At most %1 requests are kept.</source>
        <translation>Geben Sie ihr einen Namen. Höchstens %1 Anfragen werden behalten.</translation>
    </message>
    <message>
        <source>Saved. The star above the history lists named requests.</source>
        <translation>Gespeichert. Der Stern über dem Verlauf zeigt benannte Anfragen.</translation>
    </message>
    <message>
        <source>The command is in the clipboard.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>This link leads to no CoAP address.</source>
        <translation>Dieser Link führt zu keiner CoAP-Adresse.</translation>
    </message>
    <message>
        <source>History and collection</source>
        <translation>Verlauf und Sammlung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>The command is in the clipboard, without: %1.</source>
        <translation>Der Befehl ist in der Zwischenablage, ohne: %1.</translation>
    </message>
    <message>
        <source>Taken from a command of %1.</source>
        <translation>Aus einem Befehl von %1 übernommen.</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Weggelassen: %1.</translation>
    </message>
    <message>
        <source>Saved: %1, %2.</source>
        <translation>Gespeichert: %1, %2.</translation>
    </message>
</context>
<context>
    <name>copper::ResponseView</name>
    <message>
        <source>Copy the payload</source>
        <translation>Nutzlast kopieren</translation>
    </message>
    <message>
        <source>Save the payload to a file</source>
        <translation>Nutzlast in eine Datei speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing asked yet</source>
        <translation>Noch nichts gefragt</translation>
    </message>
    <message>
        <source>Choose a resource on the left or type an address, then press Ctrl+Enter. The answer appears here.</source>
        <translation>Wählen Sie links eine Ressource oder tippen Sie eine Adresse, dann Strg+Eingabe. Die Antwort erscheint hier.</translation>
    </message>
    <message>
        <source>No payload</source>
        <translation>Keine Nutzlast</translation>
    </message>
    <message>
        <source>The answer says everything with its code and options.</source>
        <translation>Die Antwort sagt alles mit Code und Optionen.</translation>
    </message>
    <message>
        <source>How the payload is shown</source>
        <translation>Wie die Nutzlast gezeigt wird</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>Wartet auf die Antwort</translation>
    </message>
    <message>
        <source>A Confirmable message is sent again until the device acknowledges it.</source>
        <translation>Eine Confirmable-Nachricht wird wiederholt, bis das Gerät sie bestätigt.</translation>
    </message>
    <message numerus="yes">
        <source>after %n retransmission(s)</source>
        <translation>
            <numerusform>nach %n Wiederholung</numerusform>
            <numerusform>nach %n Wiederholungen</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer to show</source>
        <translation>Keine Antwort zu zeigen</translation>
    </message>
    <message>
        <source>Correct what is named above, then send again.</source>
        <translation>Berichtigen Sie, was oben steht, und senden Sie erneut.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n Block</numerusform>
            <numerusform>%n Blöcke</numerusform>
        </translation>
    </message>
    <message>
        <source>notification %1</source>
        <translation>Meldung %1</translation>
    </message>
    <message>
        <source>Waiting for the answer, %1</source>
        <translation>Wartet auf die Antwort, %1</translation>
    </message>
    <message>
        <source>·  fresh for %1</source>
        <translation>·  frisch für %1</translation>
    </message>
    <message>
        <source>·  stale for %1</source>
        <translation>·  veraltet seit %1</translation>
    </message>
    <message>
        <source>There is no payload to save.</source>
        <translation>Es gibt keine Nutzlast zu speichern.</translation>
    </message>
    <message>
        <source>Save the payload</source>
        <translation>Nutzlast speichern</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>Als Hex kopieren</translation>
    </message>
    <message>
        <source>Copy as bytes</source>
        <translation>Als Bytes kopieren</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Add a key for this host in Security</source>
        <translation>Unter Sicherheit einen Schlüssel für diesen Host hinzufügen</translation>
    </message>
    <message>
        <source>Find in the payload</source>
        <translation>In den Nutzdaten suchen</translation>
    </message>
    <message>
        <source>Allow 4 times more and ask again</source>
        <translation>4-mal mehr erlauben und noch einmal fragen</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Diff</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Still valid? Asks with the ETag; 2.03 says that it is</source>
        <translation>Noch gültig? Fragt mit dem ETag; 2.03 sagt, dass es so ist</translation>
    </message>
    <message>
        <source>still valid</source>
        <translation>noch gültig</translation>
    </message>
    <message>
        <source>Ask for what was made: %1</source>
        <translation>Nach dem fragen, was angelegt wurde: %1</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>Of an earlier session only bodies of up to %1 are kept. Send the request again to see it.</source>
        <translation>Von früheren Sitzungen werden nur Inhalte bis %1 behalten. Senden Sie die Anfrage noch einmal, um ihn zu sehen.</translation>
    </message>
    <message>
        <source>The payload is being written</source>
        <translation>Die Nutzlast wird geschrieben</translation>
    </message>
    <message>
        <source>It says: “%1”</source>
        <translation>Es sagt: „%1“</translation>
    </message>
</context>
<context>
    <name>copper::SavePopup</name>
    <message>
        <source>Name of the request</source>
        <translation>Name der Anfrage</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save this request as</source>
        <translation>Diese Anfrage speichern als</translation>
    </message>
</context>
<context>
    <name>copper::ScanText</name>
    <message>
        <source>Write addresses such as 192.168.1.0/24, 10.0.0.5-40 or fd00::/120.</source>
        <translation>Schreiben Sie Adressen wie 192.168.1.0/24, 10.0.0.5-40 oder fd00::/120.</translation>
    </message>
    <message>
        <source>Both ends must be IPv4 or both IPv6.</source>
        <translation>Beide Enden müssen IPv4 oder beide IPv6 sein.</translation>
    </message>
    <message>
        <source>Write the lower address first.</source>
        <translation>Schreiben Sie die niedrigere Adresse zuerst.</translation>
    </message>
    <message>
        <source>At most %1 addresses can be asked one by one.</source>
        <translation>Höchstens %1 Adressen können einzeln gefragt werden.</translation>
    </message>
    <message>
        <source>This is a group; write it under Groups.</source>
        <translation>Das ist eine Gruppe; schreiben Sie sie unter Gruppen.</translation>
    </message>
    <message>
        <source>No interface can ask: none that is chosen is up, takes multicast and has an address. Plug in the cable or join the wireless network; it appears here by itself.</source>
        <translation>Keine Schnittstelle kann fragen: keine gewählte ist an, kann Multicast und hat eine Adresse. Stecken Sie das Kabel ein oder gehen Sie ins Funknetz; sie erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>%1 is not there or cannot ask: it must be up, take multicast and have an address.</source>
        <translation>%1 ist nicht da oder kann nicht fragen: sie muss an sein, Multicast können und eine Adresse haben.</translation>
    </message>
    <message>
        <source>No route: nothing could be sent on %1 (%2). Give the interface an address of this kind, or take the group out.</source>
        <translation>Keine Route: auf %1 konnte nichts gesendet werden (%2). Geben Sie der Schnittstelle eine solche Adresse, oder nehmen Sie die Gruppe heraus.</translation>
    </message>
    <message>
        <source>The system does not let Copperfield into the group on %1 (%2). Another program may use up the memberships, or a policy forbids it.</source>
        <translation>Das System lässt Copperfield auf %1 nicht in die Gruppe (%2). Vielleicht braucht ein anderes Programm die Mitgliedschaften auf, oder eine Regel verbietet es.</translation>
    </message>
    <message>
        <source>A firewall likely keeps answers away: a datagram of our own to %1 on %2 did not come back. Let UDP from port 5683 in.</source>
        <translation>Wahrscheinlich hält eine Firewall Antworten fern: ein eigenes Datagramm an %1 auf %2 kam nicht zurück. Lassen Sie UDP von Port 5683 herein.</translation>
    </message>
    <message>
        <source>%1 has no address. Is the name right, and does it end in .local?</source>
        <translation>%1 hat keine Adresse. Stimmt der Name, und endet er auf .local?</translation>
    </message>
    <message numerus="yes">
        <source>%n devices answered, but nothing there is as the filters want it. Clear a filter to see them.</source>
        <translation>
            <numerusform>%n Gerät hat geantwortet, aber nichts dort ist, wie die Filter es wollen. Leeren Sie einen Filter, um es zu sehen.</numerusform>
            <numerusform>%n Geräte haben geantwortet, aber nichts dort ist, wie die Filter es wollen. Leeren Sie einen Filter, um sie zu sehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>On this computer all is well, and nobody answered. Is the device on this network and switched on? Some do not listen to groups: ask them one by one, or by their address.</source>
        <translation>Auf diesem Rechner ist alles gut, und niemand hat geantwortet. Ist das Gerät in diesem Netz und eingeschaltet? Manche hören auf keine Gruppe: fragen Sie sie einzeln oder über ihre Adresse.</translation>
    </message>
    <message numerus="yes">
        <source>%1 answers lost in the receive buffer: they came faster than they can be read. Raise it in Limits (Ctrl+K); it is %2 MiB.</source>
        <translation>
            <numerusform>%1 Antwort ging im Empfangspuffer verloren: sie kam schneller, als sie zu lesen ist. Erhöhen Sie ihn unter Grenzen (Strg+K); er hat %2 MiB.</numerusform>
            <numerusform>%1 Antworten gingen im Empfangspuffer verloren: sie kamen schneller, als sie zu lesen sind. Erhöhen Sie ihn unter Grenzen (Strg+K); er hat %2 MiB.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers came from more than %2 devices. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 Antwort kam von mehr als %2 Geräten. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
            <numerusform>%1 Antworten kamen von mehr als %2 Geräten. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 answers were more than %2 of one source. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 Antwort war mehr als %2 einer Quelle. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
            <numerusform>%1 Antworten waren mehr als %2 einer Quelle. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lists were beyond the %2 MiB of one scan. Raise it in Limits (Ctrl+K).</source>
        <translation>
            <numerusform>%1 Liste lag über den %2 MiB eines Suchlaufs. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
            <numerusform>%1 Listen lagen über den %2 MiB eines Suchlaufs. Erhöhen Sie es unter Grenzen (Strg+K).</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is chosen to ask. Choose an interface and a group, or write a range or a host.</source>
        <translation>Nichts ist gewählt, wonach zu fragen wäre. Wählen Sie eine Schnittstelle und eine Gruppe, oder schreiben Sie einen Bereich oder einen Host.</translation>
    </message>
    <message>
        <source>%1 is no group. Write a multicast address such as 224.0.1.187:5700 or [ff05::fd]:5700.</source>
        <translation>%1 ist keine Gruppe. Schreiben Sie eine Multicast-Adresse wie 224.0.1.187:5700 oder [ff05::fd]:5700.</translation>
    </message>
    <message>
        <source>%1 is no host. Write a name or an address, such as meter.local or 192.168.1.7:5700.</source>
        <translation>%1 ist kein Host. Schreiben Sie einen Namen oder eine Adresse, etwa meter.local oder 192.168.1.7:5700.</translation>
    </message>
    <message>
        <source>all interfaces</source>
        <translation>alle Schnittstellen</translation>
    </message>
    <message numerus="yes">
        <source>%n hosts</source>
        <translation>
            <numerusform>%n Host</numerusform>
            <numerusform>%n Hosts</numerusform>
        </translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message numerus="yes">
        <source>%n resources</source>
        <translation>
            <numerusform>%n Ressource</numerusform>
            <numerusform>%n Ressourcen</numerusform>
        </translation>
    </message>
    <message>
        <source>answers again</source>
        <translation>antwortet wieder</translation>
    </message>
    <message>
        <source>did not answer</source>
        <translation>hat nicht geantwortet</translation>
    </message>
    <message>
        <source>address was %1</source>
        <translation>Adresse war %1</translation>
    </message>
    <message>
        <source>list of resources changed</source>
        <translation>Liste der Ressourcen geändert</translation>
    </message>
    <message>
        <source>list of resources changed (%1 → %2)</source>
        <translation>Liste der Ressourcen geändert (%1 → %2)</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses, one by one, in %1. Some networks take this for an attack: only where you may.</source>
        <translation>
            <numerusform>%n Adresse, einzeln, in %1. Manche Netze halten das für einen Angriff: nur wo Sie dürfen.</numerusform>
            <numerusform>%n Adressen, einzeln, in %1. Manche Netze halten das für einen Angriff: nur wo Sie dürfen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::SearchButton</name>
    <message>
        <source>Search devices, resources and commands</source>
        <translation>Geräte, Ressourcen und Befehle suchen</translation>
    </message>
</context>
<context>
    <name>copper::SecretField</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>copper::SecureSessionModel</name>
    <message>
        <source>%1 out, %2 in</source>
        <translation>%1 hinaus, %2 herein</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Cipher suite</source>
        <translation>Cipher-Suite</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Resumptions</source>
        <translation>Wiederaufnahmen</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Records</translation>
    </message>
</context>
<context>
    <name>copper::SecurityHead</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Vault, export and more</source>
        <translation>Tresor, Export und mehr</translation>
    </message>
    <message>
        <source>Import keys from an encrypted file</source>
        <translation>Schlüssel aus einer verschlüsselten Datei importieren</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Make a vault…</source>
        <translation>Tresor anlegen …</translation>
    </message>
    <message>
        <source>Lock the vault now</source>
        <translation>Tresor jetzt verschließen</translation>
    </message>
    <message>
        <source>Lock it after</source>
        <translation>Verschließen nach</translation>
    </message>
    <message>
        <source>Change its password…</source>
        <translation>Sein Passwort ändern …</translation>
    </message>
    <message>
        <source>Export to an encrypted file…</source>
        <translation>In eine verschlüsselte Datei exportieren …</translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation>Alles vergessen …</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes without input</source>
        <translation>
            <numerusform>%n Minute ohne Eingabe</numerusform>
            <numerusform>%n Minuten ohne Eingabe</numerusform>
        </translation>
    </message>
    <message>
        <source>A vault is one encrypted file beside your settings. Without its password nobody reads it, you included.</source>
        <translation>Ein Tresor ist eine verschlüsselte Datei neben Ihren Einstellungen. Ohne sein Passwort liest sie niemand, auch Sie nicht.</translation>
    </message>
    <message>
        <source>Make the vault</source>
        <translation>Tresor anlegen</translation>
    </message>
    <message>
        <source>The new password opens the vault from now on; the old one nothing any more.</source>
        <translation>Ab jetzt öffnet das neue Passwort den Tresor; das alte nichts mehr.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>The vault has its new password.</source>
        <translation>Der Tresor hat sein neues Passwort.</translation>
    </message>
    <message>
        <source>Forget all keys, in the keychain and in the vault, with every copy? They cannot be brought back.</source>
        <translation>Alle Schlüssel vergessen, im Schlüsselbund und im Tresor, mit jeder Kopie? Sie lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Forget everything</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>All keys are forgotten.</source>
        <translation>Alle Schlüssel sind vergessen.</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Schlüssel importieren</translation>
    </message>
    <message>
        <source>Export keys</source>
        <translation>Schlüssel exportieren</translation>
    </message>
    <message>
        <source>The password this file was exported with.</source>
        <translation>Das Passwort, mit dem diese Datei exportiert wurde.</translation>
    </message>
    <message>
        <source>Imported: %1 new, %2 newer than ours, %3 kept as they were.</source>
        <translation>Importiert: %1 neu, %2 neuer als unsere, %3 blieben, wie sie waren.</translation>
    </message>
    <message>
        <source>The file is encrypted with a password of its own. Whoever has both has the keys.</source>
        <translation>Die Datei ist mit einem eigenen Passwort verschlüsselt. Wer beide hat, hat die Schlüssel.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>The keys are exported.</source>
        <translation>Die Schlüssel sind exportiert.</translation>
    </message>
</context>
<context>
    <name>copper::SecurityRoom</name>
    <message>
        <source>No keys yet</source>
        <translation>Noch keine Schlüssel</translation>
    </message>
    <message>
        <source>A device that is reached by coaps was given an identity and a key. Add both here, and everything works as in the clear.</source>
        <translation>Ein Gerät, das über coaps erreichbar ist, hat eine Identität und einen Schlüssel bekommen. Tragen Sie beide hier ein, und alles geht wie im Klartext.</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Add an identity and its key</source>
        <translation>Eine Identität und ihren Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>No device to test this key with. Enter an address under “Used for”.</source>
        <translation>Kein Gerät, mit dem sich dieser Schlüssel prüfen lässt. Tragen Sie unter „Gilt für“ eine Adresse ein.</translation>
    </message>
</context>
<context>
    <name>copper::SenmlEditor</name>
    <message>
        <source>Add record</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Base name, put before every name</source>
        <translation>Basisname, vor jeden Namen gesetzt</translation>
    </message>
    <message>
        <source>Base name</source>
        <translation>Basisname</translation>
    </message>
    <message>
        <source>Base time, seconds since 1970 or relative to now</source>
        <translation>Basiszeit, Sekunden seit 1970 oder relativ zu jetzt</translation>
    </message>
    <message>
        <source>Base time</source>
        <translation>Basiszeit</translation>
    </message>
    <message>
        <source>How the pack is written</source>
        <translation>Wie der Pack geschrieben wird</translation>
    </message>
    <message>
        <source>Records of the SenML pack</source>
        <translation>Einträge des SenML-Packs</translation>
    </message>
    <message>
        <source>The base time is a number of seconds.</source>
        <translation>Die Basiszeit ist eine Zahl von Sekunden.</translation>
    </message>
</context>
<context>
    <name>copper::SenmlTableModel</name>
    <message>
        <source>A record needs a name, or a base name above.</source>
        <translation>Ein Eintrag braucht einen Namen, oder oben einen Basisnamen.</translation>
    </message>
    <message>
        <source>A name begins with a letter or digit and has only - : . / _ besides.</source>
        <translation>Ein Name beginnt mit einem Buchstaben oder einer Ziffer und hat sonst nur - : . / _ dazu.</translation>
    </message>
    <message>
        <source>A record needs a value.</source>
        <translation>Ein Eintrag braucht einen Wert.</translation>
    </message>
    <message>
        <source>The time is a number of seconds.</source>
        <translation>Die Zeit ist eine Zahl von Sekunden.</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
</context>
<context>
    <name>copper::SessionPanel</name>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Wiederaufnehmen</translation>
    </message>
    <message>
        <source>None. A session is made when something is asked by coaps; it is kept until it is idle or ended.</source>
        <translation>Keine. Eine Sitzung entsteht, wenn etwas über coaps gefragt wird; sie bleibt, bis sie ruht oder beendet wird.</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message numerus="yes">
        <source>%n up, DTLS 1.2</source>
        <translation>
            <numerusform>%n steht, DTLS 1.2</numerusform>
            <numerusform>%n stehen, DTLS 1.2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::StatusStrip</name>
    <message>
        <source>Discovery just now</source>
        <translation>Suche gerade eben</translation>
    </message>
    <message>
        <source>Discovery %1 ago</source>
        <translation>Suche vor %1</translation>
    </message>
    <message>
        <source>No interface for multicast</source>
        <translation>Keine Schnittstelle für Multicast</translation>
    </message>
    <message>
        <source>Ready on %1</source>
        <translation>Bereit auf %1</translation>
    </message>
    <message>
        <source>Firmware %1 of %2 done</source>
        <translation>Firmware %1 von %2 fertig</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>No devices yet</source>
        <translation>Noch keine Geräte</translation>
    </message>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n observations</source>
        <translation>
            <numerusform>%n Beobachtung</numerusform>
            <numerusform>%n Beobachtungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation>%1 Nachr./s</translation>
    </message>
    <message numerus="yes">
        <source>%n retransmissions</source>
        <translation>
            <numerusform>%n Wiederholung</numerusform>
            <numerusform>%n Wiederholungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not recorded</source>
        <translation>
            <numerusform>%n nicht aufgezeichnet</numerusform>
            <numerusform>%n nicht aufgezeichnet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lost in the system&apos;s buffer before they were read, %2 not kept in the packet log because the window could not follow</source>
        <translation>%1 im Puffer des Systems verloren, bevor sie gelesen wurden, %2 nicht im Paketprotokoll, weil das Fenster nicht folgen konnte</translation>
    </message>
    <message>
        <source>In the clear</source>
        <translation>Im Klartext</translation>
    </message>
    <message numerus="yes">
        <source>DTLS %n up</source>
        <translation>
            <numerusform>DTLS: %n steht</numerusform>
            <numerusform>DTLS: %n stehen</numerusform>
        </translation>
    </message>
    <message>
        <source>No DTLS session is up: what is asked by coap travels in the clear</source>
        <translation>Keine DTLS-Sitzung steht: was über coap gefragt wird, geht im Klartext</translation>
    </message>
    <message>
        <source>DTLS sessions that are up; what is asked by coap travels in the clear all the same</source>
        <translation>DTLS-Sitzungen, die stehen; was über coap gefragt wird, geht trotzdem im Klartext</translation>
    </message>
    <message>
        <source>Key log on</source>
        <translation>Schlüsselprotokoll an</translation>
    </message>
    <message>
        <source>The keys of sessions are written to %1: whoever has it reads the traffic</source>
        <translation>Die Schlüssel der Sitzungen werden in %1 geschrieben: wer sie hat, liest den Verkehr</translation>
    </message>
    <message>
        <source>What was asked, and what came back</source>
        <translation>Was gefragt wurde, und was zurückkam</translation>
    </message>
    <message numerus="yes">
        <source>Discovering: %n answers</source>
        <translation>
            <numerusform>Sucht: %n Antwort</numerusform>
            <numerusform>Sucht: %n Antworten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::SweepDetailModel</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n devices</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>and %1 more, which are in the tree</source>
        <translation>und %1 weitere, die im Baum stehen</translation>
    </message>
</context>
<context>
    <name>copper::SweepModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Still</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>copper::TestDetail</name>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>Show in Packets</source>
        <translation>In Pakete zeigen</translation>
    </message>
    <message>
        <source>Messages of the test</source>
        <translation>Nachrichten des Tests</translation>
    </message>
    <message>
        <source>Show the conversation of the chosen message</source>
        <translation>Den Austausch der gewählten Nachricht zeigen</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeat(s)</source>
        <translation>
            <numerusform>%n Wiederholung</numerusform>
            <numerusform>%n Wiederholungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::TextView</name>
    <message>
        <source>Payload as text</source>
        <translation>Nutzdaten als Text</translation>
    </message>
    <message>
        <source>reading, %1 %</source>
        <translation>liest, %1 %</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>not UTF-8, see byte %1</source>
        <translation>kein UTF-8, siehe Byte %1</translation>
    </message>
</context>
<context>
    <name>copper::TopBar</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Add device</source>
        <translation>Gerät hinzufügen</translation>
    </message>
    <message>
        <source>Ask every device on the chosen networks</source>
        <translation>Jedes Gerät in den gewählten Netzen fragen</translation>
    </message>
    <message>
        <source>Interfaces, groups and time of a discovery</source>
        <translation>Schnittstellen, Gruppen und Dauer einer Suche</translation>
    </message>
    <message>
        <source>Add a device by its address</source>
        <translation>Ein Gerät mit seiner Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop collecting answers</source>
        <translation>Keine Antworten mehr sammeln</translation>
    </message>
    <message>
        <source>Choose an interface and a group in the menu</source>
        <translation>Wählen Sie Schnittstelle und Gruppe im Menü</translation>
    </message>
    <message>
        <source>Stop recording messages</source>
        <translation>Keine Nachrichten mehr aufzeichnen</translation>
    </message>
    <message>
        <source>Record every message</source>
        <translation>Jede Nachricht aufzeichnen</translation>
    </message>
    <message>
        <source>%1 / %2 MiB</source>
        <translation>%1 / %2 MiB</translation>
    </message>
    <message numerus="yes">
        <source>%n messages kept; the oldest leave first when it is full</source>
        <translation>
            <numerusform>%n Nachricht behalten; die ältesten gehen zuerst, wenn es voll ist</numerusform>
            <numerusform>%n Nachrichten behalten; die ältesten gehen zuerst, wenn es voll ist</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>copper::Tour</name>
    <message>
        <source>The tour took longer than %1 s</source>
        <translation>Der Rundgang dauerte länger als %1 s</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Six boards answer</source>
        <translation>Sechs Boards antworten</translation>
    </message>
    <message>
        <source>Values arrive</source>
        <translation>Werte kommen an</translation>
    </message>
    <message>
        <source>The device answers</source>
        <translation>Das Gerät antwortet</translation>
    </message>
    <message>
        <source>The charts have points</source>
        <translation>Die Diagramme haben Punkte</translation>
    </message>
    <message>
        <source>The chart is zoomed</source>
        <translation>Das Diagramm zeigt einen Ausschnitt</translation>
    </message>
    <message>
        <source>The file dialog opens</source>
        <translation>Der Dateidialog öffnet sich</translation>
    </message>
    <message>
        <source>The image is taken</source>
        <translation>Das Image ist angenommen</translation>
    </message>
    <message>
        <source>Devices are listed</source>
        <translation>Geräte stehen in der Liste</translation>
    </message>
    <message>
        <source>The images are sent and read back</source>
        <translation>Die Images sind gesendet und zurückgelesen</translation>
    </message>
    <message>
        <source>Messages are recorded</source>
        <translation>Nachrichten sind aufgezeichnet</translation>
    </message>
    <message>
        <source>The rooms are made</source>
        <translation>Die Räume sind da</translation>
    </message>
    <message>
        <source>The demo key is added</source>
        <translation>Der Demo-Schlüssel ist hinzugefügt</translation>
    </message>
    <message>
        <source>The handshake is tested</source>
        <translation>Der Handshake ist geprüft</translation>
    </message>
</context>
<context>
    <name>copper::VariablesPopup</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Variables, one a line</source>
        <translation>Variablen, eine je Zeile</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Variables, written {{name}} in a request</source>
        <translation>Variablen, in einer Anfrage {{name}} geschrieben</translation>
    </message>
    <message>
        <source>Type another name above for a new environment. Keys do not belong here.</source>
        <translation>Tippen Sie oben einen anderen Namen für eine neue Umgebung. Schlüssel gehören nicht hierher.</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>“%1” is no variable: a name, = and its value.</source>
        <translation>„%1“ ist keine Variable: ein Name, = und ihr Wert.</translation>
    </message>
    <message>
        <source>Give the environment a name.</source>
        <translation>Geben Sie der Umgebung einen Namen.</translation>
    </message>
    <message>
        <source>At most %1 environments with %2 variables each are kept.</source>
        <translation>Höchstens %1 Umgebungen mit je %2 Variablen werden behalten.</translation>
    </message>
</context>
<context>
    <name>copper::VaultGate</name>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
    <message>
        <source>Open its state before the last change</source>
        <translation>Den Stand vor der letzten Änderung öffnen</translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation>Passwort des Tresors</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>Den Tresor aufschließen</translation>
    </message>
    <message>
        <source>The vault as it was before the last change, with the same password</source>
        <translation>Der Tresor, wie er vor der letzten Änderung war, mit demselben Passwort</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>Der Tresor ist verschlossen</translation>
    </message>
    <message>
        <source>Sessions that are up go on; new ones need the keys in it.</source>
        <translation>Sitzungen, die stehen, gehen weiter; neue brauchen die Schlüssel darin.</translation>
    </message>
    <message>
        <source>A password is needed.</source>
        <translation>Es fehlt ein Passwort.</translation>
    </message>
    <message>
        <source>This takes a moment</source>
        <translation>Das dauert einen Moment</translation>
    </message>
</context>
<context>
    <name>copper::WelcomePage</name>
    <message>
        <source>What is on your network?</source>
        <translation>Was ist in Ihrem Netz?</translation>
    </message>
    <message>
        <source>Find CoAP devices, read and chart what they measure, update them, and see every message.</source>
        <translation>CoAP-Geräte finden, lesen und aufzeichnen, was sie messen, sie aktualisieren und jede Nachricht sehen.</translation>
    </message>
    <message>
        <source>Discover this network</source>
        <translation>Dieses Netz durchsuchen</translation>
    </message>
    <message>
        <source>Asks every device at once by multicast. It only reads.</source>
        <translation>Fragt alle Geräte auf einmal per Multicast. Liest nur.</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>Gerät hinzufügen</translation>
    </message>
    <message>
        <source>By address, name or full URI.</source>
        <translation>Mit Adresse, Name oder ganzer URI.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Address of the device</source>
        <translation>Adresse des Geräts</translation>
    </message>
    <message>
        <source>Start the demo network</source>
        <translation>Demonetz starten</translation>
    </message>
    <message>
        <source>Six virtual boards on this computer: a greenhouse, a lamp, a meter and more. Real messages, nothing leaves the machine.</source>
        <translation>Sechs virtuelle Boards auf diesem Rechner: Gewächshaus, Lampe, Zähler und mehr. Echte Nachrichten, nichts verlässt den Rechner.</translation>
    </message>
    <message>
        <source>Start demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>No network interface can send to a group. Connect one; it appears here.</source>
        <translation>Keine Netzschnittstelle kann an eine Gruppe senden. Schließen Sie eine an; sie erscheint hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the menu beside Discover</source>
        <translation>
            <numerusform>%n weitere im Menü neben Suchen</numerusform>
            <numerusform>%n weitere im Menü neben Suchen</numerusform>
        </translation>
    </message>
</context>
</TS>
