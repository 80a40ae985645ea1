// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/resource_list.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace copper {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint16_t kObservable = 0x8000;

} // namespace

struct ResourceList::Data
{
    struct Record
    {
        TextId path, href, rt, interfaceDescription, title;
        std::uint32_t firstFormat;
        std::uint32_t firstAttribute;
        std::uint32_t size; // index into sizes, or kNone
        std::uint16_t formats;
        std::uint16_t attributes; // and kObservable
        bool operator==(const Record &) const = default;
    };
    struct Attribute
    {
        TextId name, value; // kNone: a flag
        bool operator==(const Attribute &) const = default;
    };
    std::vector<char> text;
    std::vector<std::uint32_t> ends; // of each text
    std::vector<Record> records;
    std::vector<Attribute> attributes;
    std::vector<std::uint32_t> formats;
    std::vector<std::uint64_t> sizes;
    bool absolute = false;
    bool operator==(const Data &) const = default;

    std::string_view at(TextId id) const
    {
        const std::uint32_t begin = id == 0 ? 0 : ends[id - 1];
        return {text.data() + begin, ends[id] - begin};
    }
};

// Finds equal texts by a table of ids; only made while a list is built.
struct ResourceList::Builder
{
    Data data;
    std::vector<TextId> table;

    Builder()
    {
        table.assign(64, kNone);
        intern(QString());
    }
    void grow()
    {
        std::vector<TextId> larger(table.size() * 2, kNone);
        for (TextId id = 0; id < data.ends.size(); ++id)
            larger[place(larger, data.at(id))] = id;
        table = std::move(larger);
    }
    std::size_t place(const std::vector<TextId> &in, std::string_view text) const
    {
        std::size_t at = std::hash<std::string_view>{}(text) & (in.size() - 1);
        while (in[at] != kNone && data.at(in[at]) != text)
            at = (at + 1) & (in.size() - 1);
        return at;
    }
    TextId intern(const QString &string)
    {
        const QByteArray utf8 = string.toUtf8();
        const std::string_view text(utf8.constData(), static_cast<std::size_t>(utf8.size()));
        const std::size_t at = place(table, text);
        if (table[at] != kNone)
            return table[at];
        if (data.text.size() + text.size() > kMaxText_bytes)
            return 0;
        const auto id = static_cast<TextId>(data.ends.size());
        data.text.insert(data.text.end(), text.begin(), text.end());
        data.ends.push_back(static_cast<std::uint32_t>(data.text.size()));
        table[at] = id;
        if (data.ends.size() * 2 > table.size())
            grow();
        return id;
    }
    void add(const ResourceLink &link)
    {
        Data::Record record{};
        record.path = intern(link.path);
        record.href = intern(link.href);
        record.rt = intern(link.rt);
        record.interfaceDescription = intern(link.interfaceDescription);
        record.title = intern(link.title);
        record.firstFormat = static_cast<std::uint32_t>(data.formats.size());
        record.formats = static_cast<std::uint16_t>(std::min<std::size_t>(
            link.contentFormats.size(), std::numeric_limits<std::uint16_t>::max()));
        data.formats.insert(data.formats.end(), link.contentFormats.begin(),
                            link.contentFormats.begin() + record.formats);
        record.firstAttribute = static_cast<std::uint32_t>(data.attributes.size());
        const std::size_t attributes = std::min(link.attributes.size(), kMaxAttributes);
        for (std::size_t i = 0; i < attributes; ++i) {
            const auto &[name, value] = link.attributes[i];
            data.attributes.push_back({intern(name), value.isNull() ? kNone : intern(value)});
        }
        record.attributes = static_cast<std::uint16_t>(attributes);
        if (link.observable)
            record.attributes |= kObservable;
        record.size = kNone;
        if (link.size) {
            record.size = static_cast<std::uint32_t>(data.sizes.size());
            data.sizes.push_back(*link.size);
        }
        data.absolute = data.absolute || link.href.contains(QLatin1String("://"));
        data.records.push_back(record);
    }
};

ResourceList::ResourceList(std::span<const ResourceLink> links)
{
    if (links.empty())
        return;
    Builder builder;
    builder.data.records.reserve(links.size());
    for (const ResourceLink &link : links)
        builder.add(link);
    Data &data = builder.data;
    data.text.shrink_to_fit();
    data.ends.shrink_to_fit();
    data.attributes.shrink_to_fit();
    data.formats.shrink_to_fit();
    data.sizes.shrink_to_fit();
    m_data = std::make_shared<const Data>(std::move(data));
}

ResourceList::ResourceList(const std::vector<ResourceLink> &links)
    : ResourceList(std::span<const ResourceLink>(links))
{}

ResourceList::ResourceList(std::initializer_list<ResourceLink> links)
    : ResourceList(std::span<const ResourceLink>(links.begin(), links.size()))
{}

std::size_t ResourceList::size() const
{
    return m_data ? m_data->records.size() : 0;
}

std::size_t ResourceList::textCount() const
{
    return m_data ? m_data->ends.size() : 0;
}

std::string_view ResourceList::text(TextId id) const
{
    return m_data->at(id);
}

namespace {
QString toString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
} // namespace

ResourceLink ResourceList::operator[](std::size_t index) const
{
    const Data::Record &record = m_data->records[index];
    ResourceLink link;
    link.path = path(index);
    link.href = toString(text(record.href));
    link.rt = rt(index);
    link.interfaceDescription = interfaceDescription(index);
    link.title = title(index);
    const auto formats = contentFormats(index);
    link.contentFormats.assign(formats.begin(), formats.end());
    link.observable = observable(index);
    link.size = sizeHint(index);
    const std::size_t count = record.attributes & kMaxAttributes;
    link.attributes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Data::Attribute &attribute = m_data->attributes[record.firstAttribute + i];
        QString value;
        if (attribute.value != kNone)
            value = attribute.value == 0 ? QStringLiteral("") : toString(text(attribute.value));
        link.attributes.emplace_back(toString(text(attribute.name)), value);
    }
    return link;
}

std::vector<ResourceLink> ResourceList::all() const
{
    std::vector<ResourceLink> links;
    links.reserve(size());
    for (std::size_t i = 0; i < size(); ++i)
        links.push_back((*this)[i]);
    return links;
}

ResourceList ResourceList::first(std::size_t count) const
{
    if (count >= size())
        return *this;
    std::vector<ResourceLink> links;
    links.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        links.push_back((*this)[i]);
    return links;
}

ResourceList::Texts ResourceList::texts(std::size_t index) const
{
    const Data::Record &record = m_data->records[index];
    return {record.path, record.rt, record.interfaceDescription, record.title};
}

ResourceList::TextId ResourceList::hrefId(std::size_t index) const
{
    const Data::Record &record = m_data->records[index];
    return record.href == 0 ? record.path : record.href;
}

QString ResourceList::path(std::size_t index) const
{
    return toString(text(m_data->records[index].path));
}

QString ResourceList::href(std::size_t index) const
{
    return toString(text(hrefId(index)));
}

QString ResourceList::rt(std::size_t index) const
{
    return toString(text(m_data->records[index].rt));
}

QString ResourceList::interfaceDescription(std::size_t index) const
{
    return toString(text(m_data->records[index].interfaceDescription));
}

QString ResourceList::title(std::size_t index) const
{
    return toString(text(m_data->records[index].title));
}

std::span<const std::uint32_t> ResourceList::contentFormats(std::size_t index) const
{
    const Data::Record &record = m_data->records[index];
    return std::span<const std::uint32_t>(m_data->formats)
        .subspan(record.firstFormat, record.formats);
}

bool ResourceList::observable(std::size_t index) const
{
    return (m_data->records[index].attributes & kObservable) != 0;
}

std::optional<std::uint64_t> ResourceList::sizeHint(std::size_t index) const
{
    const std::uint32_t at = m_data->records[index].size;
    return at == kNone ? std::nullopt : std::optional(m_data->sizes[at]);
}

bool ResourceList::hasAbsoluteTargets() const
{
    return m_data && m_data->absolute;
}

std::size_t ResourceList::memory_bytes() const
{
    if (!m_data)
        return 0;
    return sizeof(Data) + m_data->text.capacity() +
           m_data->ends.capacity() * sizeof(std::uint32_t) +
           m_data->records.capacity() * sizeof(Data::Record) +
           m_data->attributes.capacity() * sizeof(Data::Attribute) +
           m_data->formats.capacity() * sizeof(std::uint32_t) +
           m_data->sizes.capacity() * sizeof(std::uint64_t);
}

bool ResourceList::operator==(const ResourceList &other) const
{
    if (m_data == other.m_data)
        return true;
    return m_data && other.m_data && *m_data == *other.m_data;
}

} // namespace copper
