// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/host_address.h"
#include "core/net/udp_socket_backends.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>
#include <QNetworkProxy>
#include <QUdpSocket>
#include <QVariant>

namespace copper {

namespace {

class QtUdpSocket final : public UdpSocket
{
public:
    explicit QtUdpSocket(UdpSocketListener &listener) : m_listener(listener)
    {
        // A datagram goes through no proxy, and looking for one can take seconds.
        m_socket.setProxy(QNetworkProxy::NoProxy);
        QObject::connect(&m_socket, &QUdpSocket::readyRead, &m_socket, [this] { readAll(); });
        QObject::connect(&m_socket, &QUdpSocket::errorOccurred, &m_socket,
                         [this](QAbstractSocket::SocketError error) {
                             // QUdpSocket does not say which peer refused: the last one asked.
                             if (error == QAbstractSocket::ConnectionRefusedError && m_lastTo)
                                 m_listener.peerUnreachable(*m_lastTo);
                         });
    }

    Result<void, SocketFailure> bind(const SocketAddress &local, const UdpOptions &options) override
    {
        QAbstractSocket::BindMode mode = QAbstractSocket::DontShareAddress;
        if (options.reuseAddress)
            mode = QAbstractSocket::ShareAddress | QAbstractSocket::ReuseAddressHint;
        if (!m_socket.bind(toHostAddress(local), local.port, mode))
            return systemFailure();
        if (options.receiveBufferBytes)
            m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption,
                                     QVariant::fromValue(*options.receiveBufferBytes));
        if (options.multicastHops)
            m_socket.setSocketOption(QAbstractSocket::MulticastTtlOption, *options.multicastHops);
        return {};
    }

    SocketAddress localAddress() const override
    {
        return fromHostAddress(m_socket.localAddress(), m_socket.localPort());
    }

    Result<void, SocketFailure> send(const SocketAddress &to, ByteView bytes,
                                     const std::optional<SocketAddress> &source) override
    {
        QNetworkDatagram datagram(QByteArray(reinterpret_cast<const char *>(bytes.data()),
                                             static_cast<qsizetype>(bytes.size())),
                                  toHostAddress(to), to.port);
        if (to.isMulticast() && to.zone != 0)
            datagram.setInterfaceIndex(to.zone);
        if (source)
            datagram.setSender(toHostAddress(*source), m_socket.localPort());
        m_lastTo = to;
        if (m_socket.writeDatagram(datagram) >= 0)
            return {};
        if (m_socket.error() == QAbstractSocket::TemporaryError)
            return {}; // lost, as on any network
        return systemFailure();
    }

    Result<void, SocketFailure> joinGroup(const SocketAddress &group, std::uint32_t interfaceIndex,
                                          const SocketAddress &) override
    {
        const QNetworkInterface interface =
            QNetworkInterface::interfaceFromIndex(static_cast<int>(interfaceIndex));
        if (!m_socket.joinMulticastGroup(toHostAddress(group), interface))
            return systemFailure();
        return {};
    }

    std::uint64_t kernelDrops() const override { return 0; }
    std::size_t setReceiveBuffer(std::size_t bytes) override
    {
        m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption,
                                 QVariant::fromValue(static_cast<int>(bytes)));
        return m_socket.socketOption(QAbstractSocket::ReceiveBufferSizeSocketOption).toULongLong();
    }
    void connectTo(const SocketAddress &) override {} // QUdpSocket gains nothing by it

private:
    Failure<SocketFailure> systemFailure() const
    {
        return failure(SocketFailure{0, m_socket.errorString()});
    }

    void readAll()
    {
        while (m_socket.hasPendingDatagrams()) {
            const QNetworkDatagram received = m_socket.receiveDatagram();
            if (!received.isValid())
                continue;
            const QByteArray bytes = received.data();
            ReceivedDatagram datagram;
            datagram.from = fromHostAddress(received.senderAddress(),
                                            static_cast<std::uint16_t>(received.senderPort()));
            if (!received.destinationAddress().isNull())
                datagram.to =
                    fromHostAddress(received.destinationAddress(),
                                    static_cast<std::uint16_t>(received.destinationPort()));
            datagram.interfaceIndex = received.interfaceIndex();
            datagram.bytes = {reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                              static_cast<std::size_t>(bytes.size())};
            m_listener.datagramReceived(datagram);
        }
        m_listener.readFinished();
    }

    UdpSocketListener &m_listener;
    QUdpSocket m_socket;
    std::optional<SocketAddress> m_lastTo;
};

} // namespace

std::unique_ptr<UdpSocket> createQtUdpSocket(UdpSocketListener &listener)
{
    return std::make_unique<QtUdpSocket>(listener);
}

} // namespace copper
