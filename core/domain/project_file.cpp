// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/project_file.h"

#include <QJsonArray>

#include <algorithm>
#include <chrono>

namespace copper {

namespace {

constexpr std::size_t kMaxKeptPayload = 64U * 1024U;

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

QStringList stringsOf(const QJsonArray &array)
{
    QStringList texts;
    for (const QJsonValue &value : array)
        texts << value.toString();
    return texts;
}

QJsonObject addressToJson(const DeviceAddress &address)
{
    QJsonObject object;
    object[key("scheme")] = address.scheme;
    object[key("ip")] = QString::fromStdString(ipLiteral(address.socket));
    object[key("port")] = address.socket.port;
    object[key("interface")] = address.interfaceName;
    return object;
}

std::optional<DeviceAddress> addressFromJson(const QJsonObject &object)
{
    DeviceAddress address;
    address.scheme = object.value(key("scheme")).toString(QStringLiteral("coap"));
    if (address.scheme != QLatin1String("coap") && address.scheme != QLatin1String("coaps"))
        return std::nullopt;
    const auto socket = parseIpLiteral(object.value(key("ip")).toString().toStdString());
    const int port = object.value(key("port")).toInt(5683);
    if (!socket || port < 1 || port > 65535)
        return std::nullopt;
    address.socket = *socket;
    address.socket.port = static_cast<std::uint16_t>(port);
    address.interfaceName = object.value(key("interface")).toString();
    return address;
}

QJsonObject linkToJson(const ResourceLink &link)
{
    QJsonObject object;
    object[key("path")] = link.path;
    object[key("href")] = link.href;
    object[key("obs")] = link.observable;
    QJsonArray formats;
    for (const std::uint32_t format : link.contentFormats)
        formats.append(static_cast<double>(format));
    object[key("ct")] = formats;
    if (link.size)
        object[key("sz")] = static_cast<double>(*link.size);
    QJsonArray attributes;
    for (const auto &[name, value] : link.attributes)
        attributes.append(value.isNull() ? QJsonArray{name} : QJsonArray{name, value});
    object[key("attributes")] = attributes;
    object[key("rt")] = link.rt;
    object[key("if")] = link.interfaceDescription;
    object[key("title")] = link.title;
    return object;
}

// About what a link takes in the file.
std::size_t linkCost(const ResourceLink &link)
{
    constexpr std::size_t kFrame_bytes = 256;
    qsizetype characters = link.path.size() + link.href.size() + link.rt.size() +
                           link.interfaceDescription.size() + link.title.size();
    for (const auto &[name, value] : link.attributes)
        characters += name.size() + value.size() + 48;
    return kFrame_bytes + 2 * static_cast<std::size_t>(characters);
}

std::optional<ResourceLink> linkFromJson(const QJsonObject &object)
{
    ResourceLink link;
    link.path = object.value(key("path")).toString();
    link.href = object.value(key("href")).toString();
    if (link.path.isEmpty())
        return std::nullopt;
    link.observable = object.value(key("obs")).toBool();
    const QJsonArray formats = object.value(key("ct")).toArray();
    for (const QJsonValue &format : formats) {
        const double number = format.toDouble(-1);
        if (number >= 0 && number <= 65535)
            link.contentFormats.push_back(static_cast<std::uint32_t>(number));
    }
    if (object.contains(key("sz")))
        link.size = static_cast<std::uint64_t>(std::max(0.0, object.value(key("sz")).toDouble()));
    const QJsonArray attributes = object.value(key("attributes")).toArray();
    for (const QJsonValue &value : attributes) {
        const QJsonArray pair = value.toArray();
        if (!pair.isEmpty())
            link.attributes.emplace_back(pair.at(0).toString(),
                                         pair.size() > 1 ? pair.at(1).toString() : QString());
    }
    link.rt = object.value(key("rt")).toString();
    link.interfaceDescription = object.value(key("if")).toString();
    link.title = object.value(key("title")).toString();
    return link;
}

} // namespace

QJsonObject parametersToJson(const TransmissionParameters &parameters)
{
    QJsonObject object;
    object[key("ackTimeout_ms")] = toMilliseconds(parameters.ackTimeout);
    object[key("ackRandomFactor")] = parameters.ackRandomFactor;
    object[key("maxRetransmit")] = static_cast<int>(parameters.maxRetransmit);
    object[key("nstart")] = static_cast<int>(parameters.nstart);
    return object;
}

TransmissionParameters parametersFromJson(const QJsonObject &object)
{
    TransmissionParameters parameters;
    const TransmissionParameters defaults;
    const double timeout =
        object.value(key("ackTimeout_ms")).toDouble(toMilliseconds(defaults.ackTimeout));
    // Rounded: cut off, 2.01 s would become less with each restart.
    parameters.ackTimeout = std::chrono::round<std::chrono::microseconds>(
        std::chrono::duration<double, std::milli>(std::clamp(timeout, 1.0, 3'600'000.0)));
    parameters.ackRandomFactor =
        std::clamp(object.value(key("ackRandomFactor")).toDouble(1.5), 1.0, 10.0);
    parameters.maxRetransmit =
        static_cast<unsigned>(std::clamp(object.value(key("maxRetransmit")).toInt(4), 0, 20));
    parameters.nstart =
        static_cast<unsigned>(std::clamp(object.value(key("nstart")).toInt(1), 1, 64));
    return parameters;
}

QJsonObject deviceToJson(const Device &device, std::size_t &linkBudget_bytes)
{
    QJsonObject object;
    object[key("id")] = static_cast<double>(device.id.value);
    object[key("network")] = device.networkName;
    object[key("selfName")] = device.selfName;
    object[key("name")] = device.givenName;
    if (!device.endpointName.isEmpty())
        object[key("ep")] = device.endpointName;
    object[key("host")] = device.hostUri;
    object[key("favourite")] = device.favourite;
    if (!device.note.isEmpty())
        object[key("note")] = device.note;
    if (!device.tags.isEmpty())
        object[key("tags")] = QJsonArray::fromStringList(device.tags);
    if (!device.groups.isEmpty())
        object[key("groups")] = QJsonArray::fromStringList(device.groups);
    object[key("manual")] = device.manual;
    QJsonArray addresses;
    for (const DeviceAddress &address : device.addresses)
        addresses.append(addressToJson(address));
    object[key("addresses")] = addresses;
    QJsonArray links;
    bool cut = device.linksCut;
    for (const ResourceLink &link : device.links) {
        const std::size_t cost = linkCost(link);
        if (cost > linkBudget_bytes) {
            cut = true;
            break;
        }
        linkBudget_bytes -= cost;
        links.append(linkToJson(link));
    }
    object[key("links")] = links;
    object[key("linksCut")] = cut;
    if (device.parameters)
        object[key("parameters")] = parametersToJson(*device.parameters);
    if (device.observing.nonConfirmable)
        object[key("observeByNon")] = true;
    if (device.observing.endsByReset)
        object[key("observeEndsByReset")] = true;
    if (device.securePort)
        object[key("securePort")] = *device.securePort;
    return object;
}

std::optional<Device> deviceFromJson(const QJsonObject &object)
{
    Device device;
    const double id = object.value(key("id")).toDouble();
    if (id >= 1 && id < 1e9)
        device.id = DeviceId{static_cast<std::uint32_t>(id)};
    device.networkName = object.value(key("network")).toString();
    device.selfName = object.value(key("selfName")).toString();
    device.givenName = object.value(key("name")).toString();
    device.endpointName = object.value(key("ep")).toString();
    device.hostUri = object.value(key("host")).toString();
    device.favourite = object.value(key("favourite")).toBool();
    device.note = object.value(key("note")).toString();
    device.tags = stringsOf(object.value(key("tags")).toArray());
    device.groups = stringsOf(object.value(key("groups")).toArray());
    device.manual = object.value(key("manual")).toBool();
    const QJsonArray addresses = object.value(key("addresses")).toArray();
    for (const QJsonValue &value : addresses) {
        if (std::optional<DeviceAddress> address = addressFromJson(value.toObject()))
            device.addresses.push_back(std::move(*address));
    }
    if (device.addresses.empty() && !device.hostUri.contains(QLatin1String("://")))
        return std::nullopt;
    const QJsonArray links = object.value(key("links")).toArray();
    std::vector<ResourceLink> kept;
    for (const QJsonValue &value : links) {
        if (std::optional<ResourceLink> link = linkFromJson(value.toObject()))
            kept.push_back(std::move(*link));
    }
    device.links = kept;
    device.linksCut = object.value(key("linksCut")).toBool();
    if (object.contains(key("parameters")))
        device.parameters = parametersFromJson(object.value(key("parameters")).toObject());
    device.observing.nonConfirmable = object.value(key("observeByNon")).toBool();
    device.observing.endsByReset = object.value(key("observeEndsByReset")).toBool();
    const int securePort = object.value(key("securePort")).toInt();
    if (securePort > 0 && securePort <= 0xffff)
        device.securePort = static_cast<std::uint16_t>(securePort);
    return device;
}

QJsonArray optionsToJson(const Options &options)
{
    QJsonArray array;
    for (const OptionView &option : options)
        array.append(QJsonArray{static_cast<int>(toNumber(option.number)),
                                QString::fromStdString(toHex(option.value))});
    return array;
}

Options optionsFromJson(const QJsonArray &array)
{
    Options options;
    for (const QJsonValue &value : array) {
        const int number = value.toArray().at(0).toInt(-1);
        const auto bytes = fromHex(value.toArray().at(1).toString().toStdString());
        if (number >= 0 && number <= 65535 && bytes && bytes->size() <= 65'804)
            options.add(static_cast<OptionNumber>(number), *bytes);
    }
    return options;
}

QJsonObject requestToJson(const RequestSpec &spec)
{
    QJsonObject object;
    object[key("uri")] = spec.uri;
    object[key("method")] = spec.method.raw;
    object[key("confirmable")] = spec.confirmable;
    object[key("options")] = optionsToJson(spec.options);
    if (spec.payload && spec.payload->size() <= kMaxKeptPayload)
        object[key("payload")] = QString::fromStdString(toHex(*spec.payload));
    if (!spec.payloadFile.isEmpty())
        object[key("payloadFile")] = spec.payloadFile;
    if (spec.blockSize)
        object[key("blockSize")] = static_cast<int>(*spec.blockSize);
    if (spec.lateBlockSize)
        object[key("lateBlockSize")] = true;
    if (spec.mid)
        object[key("mid")] = static_cast<int>(*spec.mid);
    return object;
}

std::optional<RequestSpec> requestFromJson(const QJsonObject &object)
{
    RequestSpec spec;
    spec.uri = object.value(key("uri")).toString();
    const int method = object.value(key("method")).toInt(code::kGet.raw);
    if (spec.uri.isEmpty() || method < 1 || method > 31)
        return std::nullopt;
    spec.method = Code{static_cast<std::uint8_t>(method)};
    spec.confirmable = object.value(key("confirmable")).toBool(true);
    spec.options = optionsFromJson(object.value(key("options")).toArray());
    if (object.contains(key("payload"))) {
        if (auto bytes = fromHex(object.value(key("payload")).toString().toStdString()))
            spec.payload = std::make_shared<const Bytes>(std::move(*bytes));
    }
    spec.payloadFile = object.value(key("payloadFile")).toString();
    const int blockSize = object.value(key("blockSize")).toInt();
    if (blockSize >= 16 && blockSize <= 1024 && (blockSize & (blockSize - 1)) == 0)
        spec.blockSize = static_cast<std::uint32_t>(blockSize);
    spec.lateBlockSize = object.value(key("lateBlockSize")).toBool();
    const int mid = object.value(key("mid")).toInt(-1);
    if (mid >= 0 && mid <= 0xffff)
        spec.mid = static_cast<std::uint16_t>(mid);
    return spec;
}

QJsonObject firmwareJobToJson(const FirmwareJob &job)
{
    QJsonObject object;
    object[key("device")] = static_cast<double>(job.device.value);
    object[key("name")] = job.deviceName;
    object[key("uri")] = job.uri;
    object[key("sent")] = static_cast<double>(job.sent);
    object[key("total")] = static_cast<double>(job.total);
    object[key("blockSize")] = static_cast<int>(job.blockSize);
    object[key("started")] = job.state != UploadState::Queued;
    return object;
}

std::optional<FirmwareJob> firmwareJobFromJson(const QJsonObject &object)
{
    FirmwareJob job;
    job.uri = object.value(key("uri")).toString();
    if (job.uri.isEmpty())
        return std::nullopt;
    const auto whole = [&object](const char *name, double highest) {
        return std::clamp(object.value(key(name)).toDouble(), 0.0, highest);
    };
    job.device = DeviceId{static_cast<std::uint32_t>(whole("device", 1e9))};
    job.deviceName = object.value(key("name")).toString();
    constexpr double kLargest = 1024.0 * 1024 * 1024; // 2^20 blocks of 1024
    job.total = static_cast<std::uint64_t>(whole("total", kLargest));
    job.sent = std::min(static_cast<std::uint64_t>(whole("sent", kLargest)), job.total);
    const int blockSize = object.value(key("blockSize")).toInt(1024);
    if (blockSize >= 16 && blockSize <= 1024 && (blockSize & (blockSize - 1)) == 0)
        job.blockSize = static_cast<std::uint32_t>(blockSize);
    job.state = object.value(key("started")).toBool() ? UploadState::Paused : UploadState::Queued;
    return job;
}

QJsonObject firmwareSettingsToJson(const FirmwareSettings &settings)
{
    QJsonObject object;
    object[key("path")] = settings.path;
    object[key("method")] = settings.method.raw;
    object[key("blockSize")] = static_cast<int>(settings.blockSize);
    object[key("contentFormat")] =
        settings.contentFormat ? static_cast<int>(*settings.contentFormat) : -1;
    object[key("verifyPath")] = settings.verifyPath;
    object[key("versionPath")] = settings.versionPath;
    object[key("parallel")] = settings.parallel;
    return object;
}

FirmwareSettings firmwareSettingsFromJson(const QJsonObject &object)
{
    FirmwareSettings settings;
    settings.path = object.value(key("path")).toString(settings.path);
    if (object.value(key("method")).toInt() == code::kPost.raw)
        settings.method = code::kPost;
    const int blockSize = object.value(key("blockSize")).toInt(1024);
    if (blockSize >= 16 && blockSize <= 1024 && (blockSize & (blockSize - 1)) == 0)
        settings.blockSize = static_cast<std::uint32_t>(blockSize);
    const int format = object.value(key("contentFormat")).toInt(42);
    settings.contentFormat.reset();
    if (format >= 0 && format <= 65535)
        settings.contentFormat = static_cast<std::uint32_t>(format);
    settings.verifyPath = object.value(key("verifyPath")).toString();
    settings.versionPath = object.value(key("versionPath")).toString(settings.versionPath);
    settings.parallel =
        std::clamp(object.value(key("parallel")).toInt(3), 1, FirmwareSettings::kMaxParallel);
    return settings;
}

} // namespace copper
