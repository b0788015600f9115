<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus (TEI module textcrit): app, lem, rdg, rdgGrp, witDetail, wit, listApp, listWit, witness.
     In the text stands the lemma, or the first reading where there is none; all readings with their witnesses stand in
     a note at that place. An app in a list of its own (listApp, or with a location) is an entry that is read as such. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0" xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:ptr="https://tei-edition.org/ns/pointers">

  <xsl:template match="tei:app" mode="html:text" as="node()*" priority="2">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="base" as="element()*" select="html:base-reading(.)"/>
    <xsl:element name="{if ($base[el:holds-block(.)]) then 'div' else 'span'}">
      <xsl:sequence select="html:anchor(.)"/>
      <xsl:sequence select="html:attributes(., ('app', 'in-line'[$base[el:holds-block(.)]]))"/>
      <xsl:apply-templates select="$base" mode="html:text"/>
      <xsl:if test="not($in-link)"><xsl:call-template name="html:apparatus-note"/></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- returns the reading that stands in the text -->
  <xsl:function name="html:base-reading" as="element()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="($app/tei:lem, $app/tei:rdgGrp/tei:lem, ($app/tei:rdg | $app/tei:rdgGrp//tei:rdg)[1])[1]"/>
  </xsl:function>

  <xsl:template match="tei:lem | tei:rdg" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="el:holds-block(.)"><xsl:call-template name="html:block"><xsl:with-param name="class" select="'in-line'"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the entry as a note at its place -->
  <xsl:template name="html:apparatus-note" as="node()*">
    <a class="mark" data-generated="" href="#-:{id:anchor(.)}" id="-{id:anchor(.)}" role="doc-noteref" aria-label="{loc:text('app.name')}"></a>
    <span class="beside apparatus" id="-:{id:anchor(.)}" data-layer="editor">
      <xsl:if test="not(ancestor::tei:head)"><xsl:attribute name="role" select="'note'"/></xsl:if>
      <xsl:text> </xsl:text>
      <a class="num" data-generated="" href="#-{id:anchor(.)}" aria-label="{loc:text('app.back')}"></a>
      <xsl:call-template name="html:apparatus-entry"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template name="html:apparatus-entry" as="node()*">
    <xsl:variable name="base" as="element()*" select="html:base-reading(.)"/>
    <xsl:variable name="readings" as="element()*" select=".//(tei:lem | tei:rdg)[ancestor::tei:app[1] is current()]"/>
    <xsl:for-each select="($base, $readings except $base)">
      <span class="rdg">
        <xsl:sequence select="html:language(@xml:lang)"/>
        <xsl:variable name="words" as="xs:string" select="rdg:plain(node(), 'corrected')"/>
        <xsl:value-of select="if ($words) then $words else if (tei:gap) then loc:text('gap.sign') else loc:text('app.omitted')"/>
        <xsl:sequence select="html:sigla(.)"/>
        <xsl:variable name="next" as="element()?" select="following-sibling::*[not(self::tei:witDetail or self::tei:note)][1]"/>
        <xsl:for-each select="tei:note | following-sibling::*[self::tei:witDetail or self::tei:note][empty($next) or . &lt;&lt; $next]">
          <xsl:text> </xsl:text><i><xsl:value-of select="normalize-space()"/></i>
        </xsl:for-each>
        <!-- what varies inside a reading that does not stand in the text -->
        <xsl:for-each select="if (. is $base) then () else .//tei:app[ancestor::*[self::tei:lem or self::tei:rdg][1] is current()]">
          <xsl:text> </xsl:text><span class="inner"><xsl:call-template name="html:apparatus-entry"/></span>
        </xsl:for-each>
        <xsl:value-of select="if (position() eq last()) then '' else if (. is $base) then loc:text('app.after-lemma') else loc:text('app.after-reading')"/>
      </span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:for-each select="tei:note[not(preceding-sibling::*[1][self::tei:rdg or self::tei:lem])]"><i><xsl:value-of select="normalize-space()"/></i></xsl:for-each>
  </xsl:template>

  <!-- returns the sigla of a reading's witnesses and sources -->
  <xsl:function name="html:sigla" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="pointers" as="xs:string*" select="($reading/@wit, $reading/@source, $reading[not(@wit or @source)]/@resp) ! tokenize(.)"/>
    <xsl:variable name="sigla" as="xs:string*" select="$pointers ! html:siglum(., $reading), ($reading/tei:wit | $reading/following-sibling::*[1]/self::tei:wit) ! normalize-space(.)"/>
    <xsl:if test="exists($sigla[. ne ''])">
      <xsl:text> </xsl:text><b><xsl:value-of select="$sigla[. ne '']" separator=" "/></b>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="target" as="element()?" select="ptr:target($pointer, $context)"/>
    <xsl:sequence select="($target/tei:abbr[@type = 'siglum'] ! normalize-space(.), $target/@n/string(), $target/@xml:id/string(),
      replace($pointer, '^.*#', ''))[normalize-space()][1]"/>
  </xsl:function>

  <!-- an entry of a separate apparatus is read in full -->
  <xsl:template match="tei:listApp/tei:app | tei:app[(@loc or @from or @to) and el:is-block(.)]" mode="html:text" as="node()*" priority="3">
    <div>
      <xsl:sequence select="html:attributes(., 'entry')"/>
      <xsl:if test="@loc"><span class="label" data-generated=""><xsl:value-of select="@loc"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="*" mode="html:text"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:listApp/tei:app//(tei:lem | tei:rdg | tei:note | tei:witDetail) | tei:app[(@loc or @from or @to) and el:is-block(.)]//(tei:lem | tei:rdg | tei:note | tei:witDetail)"
    mode="html:text" as="node()*" priority="4">
    <xsl:element name="{if (el:holds-block(.)) then 'div' else 'span'}">
      <xsl:sequence select="html:attributes(., local-name())"/>
      <xsl:apply-templates mode="html:text"/>
      <xsl:if test="self::tei:rdg and not(node())"><span data-generated=""><xsl:value-of select="loc:text('app.omitted')"/></span></xsl:if>
    </xsl:element>
    <span data-generated=""><xsl:sequence select="html:sigla(.)"/><xsl:value-of select="if (self::tei:lem) then loc:text('app.after-lemma') else ''"/></span>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
