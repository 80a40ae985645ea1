// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "core/coap/options.h"
#include "core/domain/collection_variables.h"

#include <QString>

#include <functional>
#include <vector>

namespace copper {

// The options of a request as a table: first those the address gives (not editable), then the
// user's own, each checked by the registry's type and length as it is typed. UI thread.
class OptionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        NameColumn,
        ValueColumn,
        MeaningColumn,
        PropertiesColumn,
        ColumnCount
    };
    enum Role {
        DerivedRole = Qt::UserRole, // bool: from the address
        ErrorRole,                  // QString; empty when the value can be sent
        OptionNumberRole,           // int
    };
    static constexpr std::size_t kMaxOwn = 200;

    explicit OptionModel(QObject *parent = nullptr);

    void setAddress(const QString &uri);
    // By name or number, with its value: "ETag", "Accept=json", "65000=0xff". What is wrong with
    // it, or nothing.
    QString addOption(const QString &text);
    void removeOption(int row); // own ones only
    // Past its neighbour of the same number, the only order that is seen on the wire. Where it is
    // now; -1 when there is none.
    int moveOption(int row, bool up);
    // To stand before another row, or behind all with rowCount(); own ones among own ones. Where it
    // is now; -1 when it stays where it was.
    int moveOptionTo(int row, int before);
    // What the resource's ct attribute offers; chosen from first.
    void setPreferredFormats(std::vector<std::uint32_t> formats)
    {
        m_preferred = std::move(formats);
    }
    const std::vector<std::uint32_t> &preferredFormats() const { return m_preferred; }
    void setOwnOptions(const Options &options);
    void clearOwn();
    // Without those from the address; of wrong ones nothing goes in.
    Options ownOptions() const;
    // The user's own as they are written, and back; a name that is none is passed over.
    std::vector<OptionText> ownTexts() const;
    void setOwnTexts(const std::vector<OptionText> &texts);
    // Puts the values of variables into what is written: "{{etag}}". Values are checked anew.
    using Expander = std::function<Result<QString, VariableFault>(const QString &)>;
    void setExpander(Expander expander);
    void expandAgain();
    bool isValid() const;
    // Bytes all options take on the wire, with those from the address.
    std::size_t encodedBytes() const;
    int ownCount() const { return static_cast<int>(m_own.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void optionsChanged();

private:
    struct Row
    {
        OptionNumber number{};
        QString text;
        Bytes value;
        QString error;
    };
    const Row &at(int row) const;
    bool isDerived(int row) const { return row < static_cast<int>(m_derived.size()); }
    static Row rowOf(const OptionView &option);
    void check(Row &row) const;
    QString meaning(int row) const;

    std::vector<Row> m_derived;
    std::vector<Row> m_own;
    std::vector<std::uint32_t> m_preferred;
    Expander m_expander;
};

} // namespace copper
