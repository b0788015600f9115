<?xml version="1.0" encoding="UTF-8"?>
<!-- What a register page says of an entry beside its name: how it was published, its dates in full, the forms in the texts and
     other names, the entries related to it, the editors' notes, its numbers elsewhere, and where all this is known from. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:loc="https://tei-edition.org/ns/locale" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:register="https://tei-edition.org/ns/register" exclude-result-prefixes="#all" version="3.0">

  <!-- returns what is known of the entry, as pairs of a word and its values -->
  <xsl:function name="register:facts" as="element()*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="pairs" as="element(div)*">
      <xsl:sequence select="register:imprint($entry), register:dates($entry), register:names($entry), register:relations($entry)"/>
      <xsl:for-each select="$entry?certainty[. ne '' and . ne 'high']">
        <div><dt><xsl:value-of select="loc:text('index.certainty')"/></dt><dd><xsl:value-of select="loc:text('cert.' || .)"/></dd></div>
      </xsl:for-each>
      <xsl:for-each select="$entry?notes?*">
        <div><dt><xsl:value-of select="loc:text('index.remark')"/></dt><dd><xsl:value-of select="."/></dd></div>
      </xsl:for-each>
      <xsl:sequence select="register:idnos($entry), register:sources($entry)"/>
    </xsl:variable>
    <xsl:if test="exists($pairs)">
      <dl class="facts">
        <xsl:for-each-group select="$pairs" group-by="string(dt)">
          <div><xsl:sequence select="dt, current-group()/dd"/></div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

  <!-- returns how a work was published; what links lead to (author, journal) is among the relations -->
  <xsl:function name="register:imprint" as="element(div)?">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="published" as="xs:boolean" select="exists($entry?imprint ! (?in, ?place, ?publisher, ?scope))"/>
    <xsl:variable name="linked" as="xs:string*" select="$entry?relations?*?type ! map{ 'author': 'authors', 'editor': 'editors', 'title': 'in' }(.)"/>
    <xsl:variable name="parts" as="xs:string*" select="for $part in ('authors', 'editors', 'in', 'scope', 'place', 'publisher', 'date')[not(. = $linked)]
      return $entry?imprint($part) ! loc:text('imprint.' || $part, .)"/>
    <xsl:if test="$published and exists($parts)">
      <div><dt><xsl:value-of select="loc:text('index.published')"/></dt><dd><xsl:value-of select="$parts" separator="{loc:text('list.separator')}"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the dates in full where the line above has the years alone -->
  <xsl:function name="register:dates" as="element(div)?">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="full" as="xs:string" select="date:in-full($entry?dates)"/>
    <xsl:if test="$full ne '' and $full ne $entry?dates?words and not($entry?imprint?publisher)">
      <div><dt><xsl:value-of select="loc:text('index.dates')"/></dt><dd><xsl:value-of select="$full"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the forms that the texts have, with their numbers, and other names that they don't have -->
  <xsl:function name="register:names" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="forms" as="map(*)*" select="$entry?forms?*"/>
    <xsl:variable name="others" as="xs:string*" select="$entry?variants?*[not(. = $forms?form)]"/>
    <xsl:if test="exists($forms[?form ne $entry?name])">
      <div><dt><xsl:value-of select="loc:text('index.forms')"/></dt>
        <dd class="forms"><xsl:for-each select="$forms">
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('list.separator')"/></xsl:if>
          <xsl:value-of select="if (count($forms) eq 1) then ?form else loc:text('index.form', (?form, string(?count)))"/>
        </xsl:for-each></dd></div>
    </xsl:if>
    <xsl:if test="exists($others)">
      <div><dt><xsl:value-of select="loc:text('index.other-names')"/></dt>
        <dd><xsl:value-of select="$others" separator="{loc:text('list.separator')}"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the related entries by the kind of relation; what no locale knows is called as the source calls it -->
  <xsl:function name="register:relations" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:for-each-group select="$entry?relations?*" group-by="register:relation(?type)">
      <div><dt><xsl:value-of select="current-grouping-key()"/></dt>
        <dd><xsl:for-each select="current-group()">
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('list.separator')"/></xsl:if>
          <a href="{register:href($entry?type, ?key)}"><xsl:value-of select="?name"/></a>
        </xsl:for-each></dd></div>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="register:relation" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="known" as="xs:string?" select="($locales ! key('loc:by-key', 'relation.' || $type, .))[1]/string()"/>
    <xsl:sequence select="if ($known) then $known else translate(replace($type, '^\^|^.*[#/:]', ''), '_-', '  ')"/>
  </xsl:function>

  <!-- returns the address of an entry from a page of the kind -->
  <xsl:function name="register:href" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (starts-with($key, $kind || ':')) then '#' || name:fragment($key) else string(name:page($key))"/>
  </xsl:function>

  <!-- returns the entry's numbers elsewhere, linked where the scheme is known or the number is an address; where each number
       comes from, unless all that is known of the entry comes from there -->
  <xsl:function name="register:idnos" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="sources" as="xs:string*" select="$entry?sources?*?text"/>
    <xsl:for-each select="$entry?idnos?*">
      <xsl:variable name="url" as="xs:string?" select="register:address(?type, ?value)"/>
      <div><dt><xsl:value-of select="($register:schemes(lower-case(?type))?name, ?type[. ne ''], loc:text('index.idno'))[1]"/></dt>
        <dd><xsl:choose>
          <xsl:when test="$url"><a href="{$url}"><xsl:value-of select="?value"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="?value"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="?source ne '' and not(count($sources) eq 1 and ?source = $sources)">
          <xsl:text> </xsl:text><span class="from"><xsl:value-of select="loc:text('index.from', ?source)"/></span>
        </xsl:if></dd></div>
    </xsl:for-each>
  </xsl:function>

  <!-- well-known schemes: their names, and where their numbers lead; $ stands for the number -->
  <xsl:variable name="register:schemes" as="map(xs:string, map(xs:string, xs:string))" select="map{
    'gnd': map{ 'name': 'GND', 'url': 'https://d-nb.info/gnd/$' }, 'viaf': map{ 'name': 'VIAF', 'url': 'https://viaf.org/viaf/$' },
    'wikidata': map{ 'name': 'Wikidata', 'url': 'https://www.wikidata.org/wiki/$' },
    'geonames': map{ 'name': 'GeoNames', 'url': 'https://www.geonames.org/$' }, 'orcid': map{ 'name': 'ORCID', 'url': 'https://orcid.org/$' },
    'isni': map{ 'name': 'ISNI', 'url': 'https://isni.org/isni/$' }, 'lccn': map{ 'name': 'LCCN', 'url': 'https://lccn.loc.gov/$' },
    'lcnaf': map{ 'name': 'LCNAF', 'url': 'https://id.loc.gov/authorities/names/$' },
    'bnf': map{ 'name': 'BnF', 'url': 'https://catalogue.bnf.fr/ark:/12148/$' }, 'idref': map{ 'name': 'IdRef', 'url': 'https://www.idref.fr/$' },
    'doi': map{ 'name': 'DOI', 'url': 'https://doi.org/$' }, 'oclc': map{ 'name': 'OCLC', 'url': 'https://search.worldcat.org/title/$' },
    'issn': map{ 'name': 'ISSN', 'url': 'https://portal.issn.org/resource/ISSN/$' }, 'handle': map{ 'name': 'Handle', 'url': 'https://hdl.handle.net/$' },
    'tgn': map{ 'name': 'TGN', 'url': 'https://vocab.getty.edu/tgn/$' }, 'ulan': map{ 'name': 'ULAN', 'url': 'https://vocab.getty.edu/ulan/$' },
    'pleiades': map{ 'name': 'Pleiades', 'url': 'https://pleiades.stoa.org/places/$' },
    'trismegistos': map{ 'name': 'Trismegistos', 'url': 'https://www.trismegistos.org/place/$' } }"/>

  <!-- returns the address that a number stands for; nothing but http and https becomes a link -->
  <xsl:function name="register:address" as="xs:string?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="scheme" as="xs:string?" select="$register:schemes(lower-case($type))?url"/>
    <xsl:sequence select="if (matches($value, '^https?://[^\s&quot;&lt;>\\^`{|}]+$', 'i')) then iri-to-uri($value)
      else if ($scheme and matches($value, '^[A-Za-z0-9./:_()-]+$')) then replace($scheme, '$', $value, 'q') else ()"/>
  </xsl:function>

  <!-- returns the page of a place in one of the texts: introduction.xml#n23 -->
  <xsl:function name="register:text-address" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="replace($address, '#.*$', '')"/>
    <xsl:sequence select="$register:texts($file) ! (register:encoded(?page) || substring-after($address, $file))"/>
  </xsl:function>

  <xsl:function name="register:sources" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="sources" as="map(*)*" select="$entry?sources?*"/>
    <xsl:if test="exists($sources)">
      <div><dt><xsl:value-of select="if (count($sources) eq 1) then loc:text('index.source') else loc:text('index.sources')"/></dt>
        <dd><xsl:for-each select="$sources">
          <xsl:variable name="url" as="xs:string?" select="(register:text-address(?url), register:address('', ?url))[1]"/>
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('byline.separator')"/></xsl:if>
          <xsl:choose>
            <xsl:when test="$url"><a href="{$url}"><xsl:value-of select="(?text[. ne ''], ?url)[1]"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="?text"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each></dd></div>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
